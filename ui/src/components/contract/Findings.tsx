import { useTranslation } from 'react-i18next';
import type { Answer } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './contract.module.css';

export type Finding = Answer<'ContractFinding'>;

interface Props {
  errors: string[];
  deprecated: string[];
  findings: Finding[];
}

const refusing = ['gone', 'needed', 'retyped', 'ofAnotherForm'];

/** What becomes of an operation, in the reader's words; below it, word for word, what its program is told. */
export function Findings({ errors, deprecated, findings }: Props) {
  const { t } = useTranslation('contract');
  const { text } = useLanguage();
  const nameOf = ({ at, form, field }: Finding) =>
    form ? t(field ? 'named.field' : 'named.form', { form: text(form), field: text(field), at }) : at;
  const sentence = (finding: Finding) => {
    const name = nameOf(finding);
    return finding.becomes === 'gone'
      ? t(`gone.${finding.what}`, { name })
      : t(`becomes.${finding.becomes}`, { name, now: finding.now, since: finding.since });
  };
  const isExplained = errors.length === 0 || findings.some(({ becomes }) => refusing.includes(becomes));
  if (errors.length + deprecated.length === 0) return null;
  return (
    <>
      <ul className={styles.findings}>
        {isExplained ? null : <li className={styles.error}>{t('unfit')}</li>}
        {findings.map((finding) => (
          <li
            key={`${finding.at} ${finding.becomes}`}
            className={refusing.includes(finding.becomes) ? styles.error : undefined}
          >
            {sentence(finding)}
          </li>
        ))}
      </ul>
      <details className={styles.told}>
        <summary>{t('told')}</summary>
        <ul className={styles.findings} lang="en">
          {[...errors, ...deprecated].map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
