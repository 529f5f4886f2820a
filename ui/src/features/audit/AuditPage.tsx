import { AuditOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { auditEntries } from '@/components/audit-words/entries';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { toast } from '@/components/toasts';
import { exportAudit, verifyAudit } from './api/audit';
import styles from './audit.module.css';
import { AuditFilter } from './AuditFilter';
import { AuditTable } from './AuditTable';
import { useQuestion } from './useQuestion';
import { Verdict } from './Verdict';

/** Who did what, newest first; the whole of it can be exported and proved. */
export function AuditPage() {
  const { t } = useTranslation('audit');
  const asked = useQuestion();
  const queries = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: ['audit', asked.question],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => auditEntries(asked.question, pageParam),
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null),
  });
  const failed = (text: string) => (error: unknown) =>
    toast(error instanceof ApiProblem ? error.sentence : text, { tone: 'error' });
  const renew = () => void queries.invalidateQueries({ queryKey: ['audit'] });
  const exporting = useMutation({
    mutationFn: () => exportAudit(asked.question),
    onSuccess: () => toast(t('export.done'), { seconds: 5 }),
    onError: failed(t('export.failed')),
    onSettled: renew,
  });
  const verifying = useMutation({
    mutationFn: verifyAudit,
    onError: failed(t('verify.failed')),
    onSettled: renew,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <>
            <Button loading={exporting.isPending} onClick={() => exporting.mutate()}>
              {t('export.action')}
            </Button>
            <Button type="primary" loading={verifying.isPending} onClick={() => verifying.mutate()}>
              {t('verify.action')}
            </Button>
          </>
        }
      />
      {verifying.data ? <Verdict verdict={verifying.data} onClose={() => verifying.reset()} /> : null}
      <AuditFilter asked={asked} />
      {list.isPending ? <SkeletonRows label={t('loading')} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 ? (
        <EmptyState
          icon={<AuditOutlined aria-hidden />}
          title={asked.isAsked ? t('noneFiltered') : t('none')}
          hint={asked.isAsked ? t('noneFilteredHint') : t('noneHint')}
          action={asked.isAsked ? <Button onClick={asked.clear}>{t('clear')}</Button> : null}
        />
      ) : null}
      {items.length > 0 ? <AuditTable items={items} /> : null}
      {list.hasNextPage ? (
        <div className={styles.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
