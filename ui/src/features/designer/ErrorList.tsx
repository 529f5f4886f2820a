import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '@/api/types';
import { select } from './actions/select';
import styles from './designer.module.css';
import { useDesigner } from './designerContext';
import { fieldOfPath } from './model/places';
import { useProblemWords } from './useProblemWords';

/** What keeps the draft from being saved: each message leads to its field. */
export function ErrorList({ errors, onOpenRules }: { errors: FieldProblem[]; onOpenRules: () => void }) {
  const { t } = useTranslation('designer');
  const words = useProblemWords();
  const { designer, run } = useDesigner();
  return (
    <div
      className={styles.errors}
      data-soft={errors.every((each) => each.code.startsWith('missing_'))}
      role="region"
      aria-label={t('errors', { count: errors.length })}
    >
      <WarningOutlined aria-hidden /> <b>{t('errors', { count: errors.length })}</b>
      {errors.slice(0, 6).map(({ path, message }, index) => {
        const field = fieldOfPath(designer.draft, path);
        return (
          <button
            key={index}
            type="button"
            onClick={() => {
              if (path.startsWith('/rules')) return onOpenRules();
              run(select, field?.$id as never);
              document
                .querySelector(`[data-place="${field?.$id ?? ''}"]`)
                ?.scrollIntoView({ block: 'center' });
            }}
          >
            {words({ path, message })}
          </button>
        );
      })}
    </div>
  );
}
