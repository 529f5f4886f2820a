import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import { toast } from '@/components/toasts';
import { takeDraft } from '../actions/takeDraft';
import { undo } from '../actions/undo';
import { versionOf, versions } from '../api/publish';
import { useDesigner } from '../designerContext';
import { toDraft } from '../model/uids';
import { Indexes } from './Indexes';
import styles from './publish.module.css';
import { useChangeWords } from './useChangeWords';

/** The published versions, what each changed, and the way to go on from an earlier one. */
export function Versions({ form, onClose }: { form: string; onClose: () => void }) {
  const { t } = useTranslation('designer');
  const changeWords = useChangeWords();
  const { run } = useDesigner();
  const all = useQuery({ queryKey: ['versions', form], queryFn: () => versions(form) });

  const take = async (version: number) => {
    try {
      run(takeDraft, toDraft(await versionOf(form, version)));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      toast(error.sentence, { tone: 'error' });
      return;
    }
    toast(t('tookVersion', { version }), { action: { label: t('undo'), act: () => run(undo) } });
    onClose();
  };

  return (
    <Drawer open title={t('versions')} size={460} onClose={onClose}>
      {all.error ? <ErrorState error={all.error} onRetry={() => void all.refetch()} /> : null}
      {all.isPending ? <SkeletonRows rows={4} label={t('loading')} /> : null}
      {all.data?.items.length === 0 ? (
        <EmptyState title={t('noVersions')} hint={t('noVersionsHint')} />
      ) : null}
      <div className={styles.report}>
        <Indexes form={form} />
      </div>
      <ol className={styles.versions}>
        {all.data?.items.map(({ version, publishedAt, publishedBy, note, changes }) => (
          <li key={version}>
            <header>
              <b>{t('version', { version })}</b>
              <span>
                {publishedBy?.title} · <RelativeTime at={publishedAt} />
              </span>
              <Button size="small" onClick={() => void take(version)}>
                {t('takeVersion')}
              </Button>
            </header>
            {note ? <p>{note}</p> : null}
            <ul>
              {changes.map((change) => (
                <li key={`${change.code} ${change.path}`}>{changeWords(change)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Drawer>
  );
}
