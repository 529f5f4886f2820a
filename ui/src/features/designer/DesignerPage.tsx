import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import { readDraft } from './api/draft';
import styles from './designer.module.css';
import { DesignerScreen } from './DesignerScreen';

/** /forms/:form/design */
export function DesignerPage() {
  // With the words of what opens later, so that opening it does not wait.
  const { t } = useTranslation(['designer', 'fields', 'filters']);
  const { form = '' } = useParams();
  const draft = useQuery({
    queryKey: ['draft', form],
    queryFn: () => readDraft(form),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (draft.error)
    return (
      <main className={styles.failed}>
        <ErrorState error={draft.error} onRetry={() => void draft.refetch()} />
        <Link to="/forms">{t('back')}</Link>
      </main>
    );
  if (!draft.data || draft.isFetching) return <SkeletonRows label={t('loading')} />;
  return <DesignerScreen key={form} form={form} opened={draft.data} />;
}
