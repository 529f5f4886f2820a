import { FileProtectOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import table from '@/components/table.module.css';
import { certificates, saveCertificate, type Certificate } from './api/subject';
import styles from './personal-data.module.css';

/** What was given to people of their data, and what was erased. */
export function Certificates() {
  const { t } = useTranslation('personal-data');
  const list = useInfiniteQuery({
    queryKey: ['personal-data', 'certificates'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => certificates(pageParam),
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null),
  });
  if (list.isPending) return <SkeletonRows label={t('loading')} />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <EmptyState
        icon={<FileProtectOutlined aria-hidden />}
        title={t('certificate.none')}
        hint={t('certificate.noneHint')}
      />
    );
  return (
    <>
      <div className={table.wrap}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('column.what')}</th>
              <th scope="col">{t('reason')}</th>
              <th scope="col">{t('column.who')}</th>
              <th scope="col">{t('column.when')}</th>
              <th scope="col" className={table.end}>
                <span className="visually-hidden">{t('certificate.save')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id}>
                <td className={table.name}>
                  <What item={item} />
                </td>
                <td className={`${table.soft} ${styles.reason}`}>{item.certificate.reason}</td>
                <td className={table.soft}>{item.by.title}</td>
                <td className={`${table.muted} ${table.nowrap}`}>
                  <RelativeTime at={item.at} />
                </td>
                <td className={table.end}>
                  <Button type="link" size="small" onClick={() => saveCertificate(item)}>
                    {t('certificate.save')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.hasNextPage ? (
        <div className={styles.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('certificate.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function What({ item: { kind, certificate } }: { item: Certificate }) {
  const { t } = useTranslation('personal-data');
  if (kind === 'export') return t('certificate.exported', { count: certificate.records ?? 0 });
  const parts = [
    certificate.purged ? t('certificate.purged', { count: certificate.purged }) : '',
    certificate.emptied ? t('certificate.emptied', { count: certificate.emptied }) : '',
    certificate.remaining ? t('certificate.remaining', { count: certificate.remaining }) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}
