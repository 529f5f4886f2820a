import { LinkOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useForms } from '@/api/forms';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useNumbers } from '@/lib/useNumbers';
import { referencesQuery } from '../api/references';
import styles from './record.module.css';

/** The records that point here. */
export function References({ form, id }: { form: string; id: string }) {
  const { t } = useTranslation('records');
  const { text } = useLanguage();
  const number = useNumbers();
  const forms = useForms();
  const { data, isPending, isError, error, refetch } = useQuery(referencesQuery(form, id));

  if (isPending) return <SkeletonRows rows={4} label={t('loading')} />;
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const filled = data.filter((each) => each.count > 0);
  if (filled.length === 0)
    return (
      <EmptyState
        icon={<LinkOutlined aria-hidden />}
        title={t('references.none')}
        hint={t('references.hint')}
      />
    );

  return (
    <>
      {filled.map((each) => (
        <section key={`${each.form} ${each.field}`} className={styles.reference}>
          <h3>
            {text(forms.data?.find((one) => one.key === each.form)?.title, each.form)}{' '}
            <span className={styles.muted}>{number(each.count)}</span>
          </h3>
          <ul>
            {each.records.map((record) => (
              <li key={record.id}>
                <Link to={`/forms/${each.form}/records/${record.id}`}>{record.title || t('untitled')}</Link>
              </li>
            ))}
          </ul>
          {each.count > each.records.length ? (
            <p className={styles.muted}>
              {t('references.more', { count: each.count - each.records.length })}
            </p>
          ) : null}
        </section>
      ))}
    </>
  );
}
