import { ArrowLeftOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import table from '@/components/table.module.css';
import { Tag } from '@/components/Tag';
import { listVersions } from '../api/rules';
import styles from '../permissions.module.css';
import { useNotes } from './useNotes';

/** /rules: every state that the rules of access have been in, newest first. */
export function VersionsPage() {
  const { t } = useTranslation('permissions');
  const noteOf = useNotes();
  const list = useInfiniteQuery({
    queryKey: ['rules-versions'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => listVersions(pageParam),
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null),
  });
  const versions = list.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <div className={styles.page}>
      <Link className={styles.back} to="/roles">
        <ArrowLeftOutlined aria-hidden /> {t('role.all')}
      </Link>
      <PageHeader title={t('versions.title')} subtitle={t('versions.subtitle')} />
      {list.isPending ? <SkeletonRows label={t('loading')} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {versions.length > 0 ? (
        <div className={table.wrap}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('versions.version')}</th>
                <th scope="col">{t('versions.by')}</th>
                <th scope="col">{t('versions.at')}</th>
                <th scope="col">{t('versions.tests')}</th>
              </tr>
            </thead>
            <tbody>
              {versions.map((version, index) => (
                <tr key={version.version}>
                  <td>
                    <Link className={table.name} to={`/rules/${version.version}`}>
                      {t('versions.number', { version: version.version })}
                    </Link>{' '}
                    {index === 0 ? <Tag tone="good">{t('versions.now')}</Tag> : null}{' '}
                    <span className={table.muted}>{noteOf(version.note)}</span>
                  </td>
                  <td className={table.soft}>{version.by?.title ?? t('versions.server')}</td>
                  <td className={table.muted}>
                    <RelativeTime at={version.at} />
                  </td>
                  <td>
                    {version.failingTests > 0 ? (
                      <Tag tone="lost">{t('versions.failing', { count: version.failingTests })}</Tag>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {list.hasNextPage ? (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('versions.older')}
        </Button>
      ) : null}
    </div>
  );
}
