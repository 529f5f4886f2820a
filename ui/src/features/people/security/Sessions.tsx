import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { ErrorState } from '@/components/ErrorState';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { endSession, endSessions, sessionsQuery } from '../api/security';
import styles from './security.module.css';

/** Where I am signed in, or somebody else, and the way to end it. */
export function Sessions({ user }: { user?: string }) {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const sessions = useQuery(sessionsQuery(user));
  const end = useMutation({
    mutationFn: (id: string | undefined) => (id ? endSession(id, user) : endSessions(user)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['sessions'] });
      toast(t('sessions.ended'), { seconds: 5 });
    },
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });
  const Title = user ? 'h3' : 'h2';
  const items = sessions.data ?? [];
  const others = items.filter((each) => !each.current);

  return (
    <>
      <Title id={user ? 'their-sessions' : 'my-sessions'}>{t('sessions.title')}</Title>
      {user ? null : <p>{t('sessions.hint')}</p>}
      {sessions.isPending ? <SkeletonRows rows={2} label={t('loading')} /> : null}
      {sessions.isError ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : null}
      {sessions.isSuccess && items.length === 0 ? <p>{t('sessions.none')}</p> : null}
      <ul className={styles.sessions}>
        {items.map((each) => (
          <li key={each.id}>
            <span>
              {each.agent ?? t('sessions.unknown')}{' '}
              {each.current ? <Tag tone="accent">{t('sessions.current')}</Tag> : null}
              <small>
                {each.address} · {t('sessions.since')} <RelativeTime at={each.startedAt} /> ·{' '}
                {t('sessions.lastSeen')} <RelativeTime at={each.lastSeenAt} />
                {each.method === 'password' ? null : ` · ${t('sessions.by', { method: each.method })}`}
              </small>
            </span>
            {each.current ? null : (
              <Button
                size="small"
                aria-label={t('sessions.endOf', { agent: each.agent ?? t('sessions.unknown') })}
                loading={end.isPending && end.variables === each.id}
                onClick={() => end.mutate(each.id)}
              >
                {t('sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <Button onClick={() => end.mutate(undefined)}>
          {t(user ? 'sessions.endAll' : 'sessions.endOthers')}
        </Button>
      ) : null}
    </>
  );
}
