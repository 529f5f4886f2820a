import { ArrowLeftOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import { toast } from '@/components/toasts';
import { revertRules, versionQuery } from '../api/rules';
import { useNotes } from './useNotes';
import styles from '../permissions.module.css';
import { useGuardedSave } from '../saving/useGuardedSave';
import { Changes } from './Changes';

/** /rules/:version: what a version of the rules changed, and the way back to it. */
export function VersionPage() {
  const { t } = useTranslation(['permissions', 'access', 'filters', 'explain']);
  const noteOf = useNotes();
  const number = Number(useParams().version);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(versionQuery(number));
  const revert = useMutation({
    mutationFn: (acceptFailing: boolean) => revertRules(number, acceptFailing),
    onSuccess: async ({ version, emptied, missing }) => {
      await queries.invalidateQueries();
      const rest = [
        ...(emptied.length > 0 ? [t('versions.emptied', { roles: emptied.join(t('comma')) })] : []),
        ...(missing.length > 0 ? [t('versions.missing', { forms: missing.join(t('comma')) })] : []),
      ];
      toast([t('versions.reverted', { version: number }), ...rest].join(' '), { seconds: 10 });
      await navigate(`/rules/${version}`);
    },
    onError: (problem) => {
      if (!guard.caught(problem))
        toast(problem instanceof ApiProblem ? problem.sentence : t('failed'), { tone: 'error' });
    },
  });
  const guard = useGuardedSave({ change: () => undefined, save: revert.mutate });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={8} label={t('loading')} />;

  return (
    <div className={styles.page}>
      <Link className={styles.back} to="/rules">
        <ArrowLeftOutlined aria-hidden /> {t('versions.title')}
      </Link>
      <PageHeader
        title={t('versions.number', { version: data.version })}
        subtitle={
          <>
            {data.by?.title ?? t('versions.server')} · <RelativeTime at={data.at} /> {noteOf(data.note)}
          </>
        }
        actions={
          <Popconfirm
            title={t('versions.revertTitle', { version: data.version })}
            description={<div style={{ maxWidth: 280 }}>{t('versions.revertHint')}</div>}
            okText={t('versions.revert')}
            cancelText={t('cancel')}
            onConfirm={guard.start}
          >
            <Button loading={revert.isPending}>{t('versions.revert')}</Button>
          </Popconfirm>
        }
      />
      {guard.dialogs}
      <section className={styles.section} aria-labelledby="changes">
        <h2 id="changes">{t('versions.changes')}</h2>
        {data.changes ? (
          <Changes changes={data.changes} />
        ) : (
          <p className={styles.soft}>{t('versions.first')}</p>
        )}
      </section>
    </div>
  );
}
