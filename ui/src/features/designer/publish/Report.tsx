import { useTranslation } from 'react-i18next';
import { AffectedOperations } from '@/components/contract/AffectedOperations';
import { Tag } from '@/components/Tag';
import { plainWords } from '@/fields/plainWords';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useNumbers } from '@/lib/useNumbers';
import type { PublishReport } from '../api/publish';
import { useDesigner } from '../designerContext';
import { Indexes } from './Indexes';
import styles from './publish.module.css';
import { useChangeWords } from './useChangeWords';

/** Changes, the records they touch, with examples, and the indexes at work. */
export function Report({ form, report }: { form: string; report: PublishReport }) {
  const { t } = useTranslation('designer');
  const changeWords = useChangeWords();
  const { text } = useLanguage();
  const { draft } = useDesigner().designer;
  const number = useNumbers();
  const { invalid, lossy, sealed, estimated, samples } = report.records;
  const about = estimated ? t('about') : '';

  return (
    <div className={styles.report}>
      {report.version === 1 ? null : <h3>{t('changes', { count: report.changes.length })}</h3>}
      {report.changes.length === 0 ? <p>{t(report.version === 1 ? 'firstVersion' : 'noChanges')}</p> : null}
      <ul>
        {report.changes.map((change) => (
          <li key={`${change.code} ${change.path}`}>{changeWords(change)}</li>
        ))}
      </ul>
      <h3>{t('records')}</h3>
      <p>
        <Tag tone={invalid > 0 ? 'ageing' : 'good'}>
          {invalid > 0 ? t('invalid', { count: invalid, shown: about + number(invalid) }) : t('noneInvalid')}
        </Tag>{' '}
        <Tag tone={lossy > 0 ? 'lost' : 'good'}>
          {lossy > 0 ? t('lossy', { count: lossy, shown: about + number(lossy) }) : t('noneLossy')}
        </Tag>{' '}
        {sealed > 0 ? (
          <Tag tone="ageing">{t('sealed', { count: sealed, shown: about + number(sealed) })}</Tag>
        ) : null}
      </p>
      {samples.length > 0 ? (
        <table>
          <tbody>
            {samples.map((each) => (
              <tr key={`${each.id} ${each.field}`}>
                <td>{each.title || t('untitled')}</td>
                <td>
                  {text(draft.fields.find(({ key }) => key === each.field)?.label, each.field)}
                  {': '}
                  {plainWords(each.value) || t('merge.nothing')}
                </td>
                <td>{each.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <AffectedOperations report={report.operations} />
      <Indexes form={form} />
    </div>
  );
}
