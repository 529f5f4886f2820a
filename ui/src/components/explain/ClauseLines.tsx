import { CheckOutlined, CloseOutlined, QuestionOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Target } from '@/components/filters/paths';
import type { Clause } from './explain';
import styles from './explain.module.css';
import { useClauseWords } from './useClauseWords';

interface Props {
  clauses: Clause[];
  targets: Target[];
  nameOf: (source: string) => string;
}

/** What must hold, one line each, and whether it does; with the values that were compared. */
export function ClauseLines({ clauses, targets, nameOf }: Props) {
  const { t } = useTranslation('explain');
  const say = useClauseWords(targets, nameOf);
  return (
    <ul className={styles.clauses}>
      {clauses.map((clause, index) => {
        const state = clause.holds === null ? 'open' : clause.holds ? 'holds' : 'fails';
        return (
          <li key={index} className={styles[state]}>
            <span role="img" aria-label={t(`state.${state}`)} title={t(`state.${state}`)}>
              {state === 'holds' ? (
                <CheckOutlined />
              ) : state === 'fails' ? (
                <CloseOutlined />
              ) : (
                <QuestionOutlined />
              )}
            </span>
            <div>
              {say(clause)}
              {clause.parts.length > 0 ? (
                <ClauseLines clauses={clause.parts} targets={targets} nameOf={nameOf} />
              ) : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
