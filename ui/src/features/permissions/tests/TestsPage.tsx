import { ArrowLeftOutlined, CheckCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { runTests, testsQuery, type TestItem } from '@/api/permissionTests';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import table from '@/components/table.module.css';
import { toast } from '@/components/toasts';
import styles from '../permissions.module.css';
import { TestDrawer } from './TestDrawer';
import { TestRow } from './TestRow';

/** /rules/tests: what is expected of the rules of access, and whether it is so. */
export function TestsPage() {
  const { t } = useTranslation(['permissions', 'access', 'filters', 'explain']);
  const queries = useQueryClient();
  const [open, setOpen] = useState<TestItem | 'new'>();
  const list = useQuery(testsQuery);
  const run = useMutation({
    mutationFn: runTests,
    onSuccess: (ran) => {
      queries.setQueryData(testsQuery.queryKey, ran);
      toast(t(ran.failing > 0 ? 'tests.ranFailing' : 'tests.ranPassed', { count: ran.failing }), {
        seconds: 5,
      });
    },
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });
  const items = list.data?.items ?? [];

  return (
    <div className={styles.page}>
      <Link className={styles.back} to="/roles">
        <ArrowLeftOutlined aria-hidden /> {t('role.all')}
      </Link>
      <PageHeader
        title={t('tests.title')}
        subtitle={t('tests.subtitle')}
        actions={
          <>
            {items.length > 0 ? (
              <Button loading={run.isPending} onClick={() => run.mutate()}>
                {t('tests.run')}
              </Button>
            ) : null}
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
              {t('tests.add')}
            </Button>
          </>
        }
      />
      {list.isPending ? <SkeletonRows label={t('loading')} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 ? (
        <EmptyState
          icon={<CheckCircleOutlined aria-hidden />}
          title={t('tests.none')}
          hint={t('tests.noneHint')}
          example={t('tests.example')}
        />
      ) : null}
      {items.length > 0 ? (
        <div className={table.wrap}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('tests.what')}</th>
                <th scope="col">{t('tests.outcome')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('rights.ask')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <TestRow key={item.id} item={item} onOpen={() => setOpen(item)} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {open ? (
        <TestDrawer
          key={open === 'new' ? 'new' : open.id}
          item={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </div>
  );
}
