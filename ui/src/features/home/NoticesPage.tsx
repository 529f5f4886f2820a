import { BellOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Action } from '@/api/roles';
import { markNoticesRead, noticesQuery, type Notice } from '@/api/notices';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { momentText } from '@/lib/time';
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

const ofRequests = ['accessRequested', 'secondPersonAsked', 'requestGranted', 'requestRejected'] as const;

function Sentence({ notice }: { notice: Notice }) {
  const kind = ofRequests.find((each) => each === notice.kind);
  return kind ? <RequestSentence kind={kind} notice={notice} /> : <RevealSentence notice={notice} />;
}

/** Somebody asks, or has decided; the page of requests is where it goes on. */
function RequestSentence({ kind, notice }: { kind: (typeof ofRequests)[number]; notice: Notice }) {
  const { t } = useTranslation('home');
  const { t: words } = useTranslation('access');
  const { language } = useLanguage();
  const { record, form, details } = notice;
  const isAsked = kind === 'accessRequested' || kind === 'secondPersonAsked';
  const actions = (details.actions ?? '').split(' ').map((action) => words(`action.${action as Action}`));
  const said = isAsked ? details.reason : details.note;
  return (
    <span className={styles.sentence}>
      {t(`notices.${kind}`, {
        who: notice.by?.title ?? t('notices.somebody'),
        actions: actions.join(t('notices.comma')),
      })}{' '}
      {record && form ? (
        <Link to={`/forms/${form}/records/${record.id}`}>{record.title || t('notices.untitled')}</Link>
      ) : null}{' '}
      {details.until ? t('notices.until', { until: momentText(details.until, language) }) : null}{' '}
      <Link to={isAsked ? '/requests' : '/requests?box=mine'}>
        {t(isAsked ? 'notices.decide' : 'notices.requests')}
      </Link>
      {said ? <q className={styles.reason}>{said}</q> : null}
    </span>
  );
}

function RevealSentence({ notice }: { notice: Notice }) {
  const { t } = useTranslation('home');
  const { text } = useLanguage();
  const { record, form, details } = notice;
  const title = record?.title || t('notices.untitled');
  return (
    <span className={styles.sentence}>
      {t(notice.kind === 'shared' ? 'notices.shared' : 'notices.revealed', {
        who: notice.by?.title ?? t('notices.somebody'),
        field: text(notice.fieldLabel, details.field ?? t('notices.hiddenField')),
      })}{' '}
      {record && form ? (
        <Link to={`/forms/${form}/records/${record.id}`}>{title}</Link>
      ) : details.of === 'form' && form ? (
        <Link to={`/forms/${form}`}>{t('notices.view')}</Link>
      ) : (
        t('notices.gone')
      )}
      {(details.reason ?? details.note) ? (
        <q className={styles.reason}>{details.reason ?? details.note}</q>
      ) : null}
    </span>
  );
}
