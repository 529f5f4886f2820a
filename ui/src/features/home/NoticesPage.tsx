import { BellOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { markNoticesRead, noticesQuery, type Notice } from '@/api/notices';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './NoticesPage.module.css';

/** What one is told of, newest first. Opening the page is reading it; what was new stays marked until one leaves. */
export function NoticesPage() {
  const { t } = useTranslation('home');
  const queries = useQueryClient();
  const notices = useQuery(noticesQuery);
  const items = notices.data?.items ?? [];
  const hasNew = (notices.data?.unread ?? 0) > 0;

  useEffect(() => {
    if (!hasNew) return;
    return () => {
      void markNoticesRead()
        .then(() => queries.invalidateQueries({ queryKey: noticesQuery.queryKey }))
        .catch(() => undefined); // They stay new, and are marked the next time.
    };
  }, [hasNew, queries]);

  return (
    <>
      <PageHeader title={t('notices.title')} subtitle={t('notices.subtitle')} />
      {notices.isPending ? <SkeletonRows label={t('notices.loading')} /> : null}
      {notices.isError ? <ErrorState error={notices.error} onRetry={() => void notices.refetch()} /> : null}
      {notices.isSuccess && items.length === 0 ? (
        <EmptyState
          icon={<BellOutlined aria-hidden />}
          title={t('notices.none')}
          hint={t('notices.noneHint')}
        />
      ) : null}
      <ul className={styles.list}>
        {items.map((notice) => (
          <li key={notice.id} className={notice.read ? undefined : styles.fresh}>
            <Sentence notice={notice} />
            <RelativeTime at={notice.at} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Sentence({ notice }: { notice: Notice }) {
  const { t } = useTranslation('home');
  const { text } = useLanguage();
  const { record, form, details } = notice;
  const title = record?.title || t('notices.untitled');
  return (
    <span className={styles.sentence}>
      {t('notices.revealed', {
        who: notice.by?.title ?? t('notices.somebody'),
        field: text(notice.fieldLabel, details.field ?? t('notices.hiddenField')),
      })}{' '}
      {record && form ? <Link to={`/forms/${form}/records/${record.id}`}>{title}</Link> : t('notices.gone')}
      <q className={styles.reason}>{details.reason}</q>
    </span>
  );
}
