import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '@/api/me';
import { rolesQuery } from '@/api/roles';
import type { FormDefinition } from '@/api/types';
import { systemFields } from '@/components/filters/systemFields';
import { useTargets } from '@/components/filters/useTargets';
import { dataFields } from '@/lib/dataFields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { ClauseLines } from './ClauseLines';
import type { Explanation, Question } from './explain';
import styles from './explain.module.css';
import { closeExplain } from './explainStore';

interface Props {
  explanation: Explanation;
  question: Question;
  definition: FormDefinition | undefined;
  /** What who is refused may do about it. */
  children?: ReactNode;
}

/** The decision first, then what it rests on, then what would change it. */
export function Answer({ explanation, question, definition, children }: Props) {
  const { t } = useTranslation('explain');
  const { allowed, sees, reason, because, grants, wouldHelp } = explanation;
  const { isAdministrator } = useMe();
  const nameOf = useSourceNames();
  const targets = useConditionTargets(definition);
  const opens = [...grants].sort((a, b) => Number(b.allowed) - Number(a.allowed));

  return (
    <>
      <div className={allowed ? styles.yes : styles.no} role="status">
        {allowed ? <CheckCircleOutlined aria-hidden /> : <CloseCircleOutlined aria-hidden />}
        <div>
          <strong>{t(allowed ? 'allowed' : 'refused')}</strong>
          {reason ? <p>{reason.message}</p> : null}
          {sees ? <p>{t(`sees.${sees as 'read' | 'masked' | 'hidden'}`)}</p> : null}
        </div>
      </div>
      {children}
      {because.length > 0 ? (
        <section>
          <h3>{t('always')}</h3>
          <ClauseLines clauses={because} targets={targets} nameOf={nameOf} />
        </section>
      ) : null}
      {isAdministrator && reason?.code !== 'user' ? (
        <section>
          <h3>{t(grants.length > 0 ? 'grants' : 'noGrants')}</h3>
          {grants.length > 1 ? <p className={styles.soft}>{t('oneIsEnough')}</p> : null}
          {opens.map((grant, index) => (
            <div key={index} className={styles.grant}>
              <h4>
                {nameOf(grant.role)}{' '}
                <span className={grant.allowed ? styles.good : styles.soft}>
                  {t(grant.allowed ? 'gives' : 'givesNot')}
                </span>
              </h4>
              <ClauseLines clauses={grant.because} targets={targets} nameOf={nameOf} />
            </div>
          ))}
        </section>
      ) : null}
      {isAdministrator && !allowed ? (
        <section>
          <h3>{t('help')}</h3>
          {wouldHelp.length === 0 ? <p className={styles.soft}>{t('noHelp')}</p> : null}
          <ul className={styles.help}>
            {wouldHelp.map(({ kind, key }) => (
              <li key={`${kind}:${key}`}>
                <Link
                  to={kind === 'role' ? `/roles/${key}` : `/forms/${question.form}/access`}
                  onClick={closeExplain}
                >
                  {t(kind === 'role' ? 'helpRole' : 'helpGroup', {
                    name: nameOf(kind === 'role' ? key : `group:${key}`),
                  })}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** What roles and groups are called: "group:seeAll", "member", "agent". */
export function useSourceNames() {
  const { t } = useTranslation(['explain', 'access']);
  const { text } = useLanguage();
  const { isAdministrator } = useMe();
  const roles = useQuery({ ...rolesQuery, enabled: isAdministrator }).data ?? [];
  return (source: string) => {
    if (source.startsWith('group:'))
      return t('group', { name: t(`access:groups.${source.slice(6) as 'seeAll'}`) });
    if (source === 'share:user' || source === 'share:department')
      return t(`shared.${source.slice(6) as 'user'}`);
    // Who is listed in the form's definition; the role of that name has no grants.
    if (source === 'member') return t('designMember');
    return text(roles.find((role) => role.key === source)?.title, source);
  };
}

function useConditionTargets(definition: FormDefinition | undefined) {
  const { t } = useTranslation('filters');
  const fields = useMemo(
    () => (definition ? [...dataFields(definition), ...systemFields(t)] : []),
    [definition, t],
  );
  return useTargets(fields);
}
