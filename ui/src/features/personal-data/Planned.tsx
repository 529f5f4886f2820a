import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useNumbers } from '@/lib/useNumbers';
import type { Plan } from './api/subject';

/** What an erasure would take, and what refers to it. */
export function Planned({ plan }: { plan: Plan }) {
  const { t } = useTranslation('personal-data');
  const { text } = useLanguage();
  const number = useNumbers();
  const stands = plan.references.some((each) => each.end === 'restrict');
  return (
    <Alert
      type={stands ? 'error' : plan.references.length > 0 ? 'warning' : 'info'}
      style={{ marginBottom: 16 }}
      title={t('plan.takes', { revisions: number(plan.revisions), files: number(plan.files) })}
      description={
        plan.references.length > 0 || plan.copies > 0 ? (
          <>
            {plan.copies > 0 ? <div>{t('plan.copies', { count: plan.copies })}</div> : null}
            {plan.references.map((each) => (
              <div key={`${each.form}.${each.field}.${each.end}`}>
                {t(`plan.${each.end}`, {
                  count: each.count,
                  form: each.form ? text(each.formTitle ?? undefined, each.form) : t('plan.another'),
                })}
              </div>
            ))}
            {stands ? <div>{t('plan.emptyInstead')}</div> : null}
          </>
        ) : null
      }
    />
  );
}
