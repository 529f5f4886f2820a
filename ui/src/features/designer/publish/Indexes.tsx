import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import { useNumbers } from '@/lib/useNumbers';
import { useDesigner } from '../designerContext';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './publish.module.css';
import { useIndexes } from './useIndexes';

/** How far the indexes are that publishing has the server build. */
export function Indexes({ form }: { form: string }) {
  const { t } = useTranslation('designer');
  const { text } = useLanguage();
  const { draft } = useDesigner().designer;
  const building = useIndexes(form);
  const fieldOf = (id: string) =>
    [...draft.fields, ...draft.fields.flatMap((each) => each.fields ?? [])].find((each) => each.id === id);
  const why = (error: string) => {
    const [code, which] = error.split(': ', 2);
    return code === 'duplicates' ? t('repeatedValues', { which: which ?? '' }) : error;
  };
  if (building.length === 0) return null;
  return (
    <>
      <h3>{t('indexes')}</h3>
      {building.map(({ name, field, kind, state, progress, error }) => (
        <p key={name} className={styles.work}>
          {text(fieldOf(field)?.label, name)} · {t(`indexKind.${kind}`, kind)} · {t(`indexState.${state}`)}{' '}
          {state === 'building' ? `${Math.round(progress * 100)} %` : null} {error ? why(error) : null}
        </p>
      ))}
    </>
  );
}

/** Beside the name of the form while the server is still at work on it. */
export function AtWork({ form, onOpen }: { form: string; onOpen: () => void }) {
  const { t } = useTranslation('designer');
  const works = useIndexes(form);
  const number = useNumbers();
  const failed = works.filter((each) => each.state === 'failed').length;
  if (works.length === 0) return null;
  const done = works.reduce((sum, each) => sum + each.progress, 0) / works.length;
  return (
    <button type="button" className={styles.atWork} onClick={onOpen}>
      <Tag tone={failed > 0 ? 'lost' : 'ageing'}>
        {failed > 0
          ? t('workFailed', { count: failed })
          : t('atWork', { percent: number(Math.round(done * 100)) })}
      </Tag>
    </button>
  );
}
