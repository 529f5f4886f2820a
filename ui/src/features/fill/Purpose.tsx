import { SafetyOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { FormDefinition } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './FillFrame.module.css';

/** Why the form asks for personal data, on what ground, and for how long they are kept. */
export function Purpose({ of: { personalData, fields } }: { of: FormDefinition }) {
  const { t } = useTranslation('fill');
  const { text } = useLanguage();
  const purpose = text(personalData?.purpose);
  if (!personalData || !purpose) return null;
  const { legalBasis, retention } = personalData;
  const from = retention ? fields.find((field) => field.key === retention.from) : undefined;
  return (
    <details className={styles.why}>
      <summary>
        <SafetyOutlined aria-hidden /> {t('why.ask')}
      </summary>
      <p>{purpose}</p>
      {legalBasis ? <p>{t('why.basis', { basis: t(`why.bases.${legalBasis}`) })}</p> : null}
      {retention ? (
        <p>
          {t('why.kept', {
            span: spanWords(retention.after, (unit, count) => t(`why.span.${unit}`, { count })),
            from: from
              ? text(from.label, from.key)
              : t(retention.from === 'updatedAt' ? 'why.updated' : 'why.created'),
          })}
        </p>
      ) : null}
    </details>
  );
}

const units = { Y: 'years', M: 'months', W: 'weeks', D: 'days' } as const;

/** "P1Y6M" in words. */
const spanWords = (after: string, say: (unit: (typeof units)[keyof typeof units], count: number) => string) =>
  [...after.matchAll(/(\d+)([YMWD])/g)]
    .map(([, count, unit]) => say(units[unit as keyof typeof units], Number(count)))
    .join(' ');
