import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { SkeletonRows } from '@/components/Skeleton';
import { toast } from '@/components/toasts';
import { publish, report } from '../api/publish';
import { useProblemWords } from '../useProblemWords';
import type { useDraftSync } from '../useDraftSync';
import { Report } from './Report';
import styles from './publish.module.css';

interface Props {
  form: string;
  sync: ReturnType<typeof useDraftSync>;
  onClose: () => void;
}

/** What publishing changes and whom it touches, before it happens. */
export function PublishDialog({ form, sync, onClose }: Props) {
  const { t } = useTranslation('designer');
  const words = useProblemWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const id = useId();
  const [note, setNote] = useState('');
  const [isPublishing, setPublishing] = useState(false);
  const [failure, setFailure] = useState<string>();
  const isSaved = sync.state === 'saved';
  const what = useQuery({
    queryKey: ['report', form, sync.rev()],
    queryFn: () => report(form),
    enabled: isSaved,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const problem = what.error instanceof ApiProblem ? what.error : undefined;
  const errors = sync.errors.length > 0 ? sync.errors : (problem?.errors ?? []);
  const stops = !isSaved || what.isPending || problem !== undefined;

  const act = async () => {
    setPublishing(true);
    setFailure(undefined);
    try {
      const { version } = await publish(form, note.trim(), sync.rev());
      await Promise.all(
        ['forms', 'form', 'draft', 'versions', 'indexes'].map((key) =>
          queries.invalidateQueries({ queryKey: [key], refetchType: key === 'draft' ? 'none' : 'active' }),
        ),
      );
      toast(t('published', { version }), {
        action: { label: t('toRecords'), act: () => void navigate(`/forms/${form}`) },
      });
      onClose();
    } catch (error) {
      setFailure(error instanceof ApiProblem ? error.sentence : String(error));
    } finally {
      setPublishing(false);
    }
  };

  return (
    <Modal
      open
      title={t('publishTitle')}
      width={560}
      okText={t('publish')}
      onOk={() => void act()}
      onCancel={onClose}
      confirmLoading={isPublishing}
      okButtonProps={{ disabled: stops }}
    >
      {sync.errors.length > 0 || problem ? (
        <Alert
          type="error"
          title={t('cannotPublish')}
          description={
            errors.length > 0
              ? errors.map((each, index) => <div key={index}>{words(each)}</div>)
              : problem?.sentence
          }
          {...(errors.length > 0
            ? {}
            : {
                action: (
                  <Button size="small" loading={what.isFetching} onClick={() => void what.refetch()}>
                    {t('components:retry')}
                  </Button>
                ),
              })}
        />
      ) : what.data ? (
        <Report form={form} report={what.data} />
      ) : (
        <SkeletonRows rows={3} label={t('loading')} />
      )}
      <label htmlFor={id} className={styles.noteLabel}>
        {t('note')}
      </label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 5 }}
        maxLength={2000}
        value={note}
        placeholder={t('noteHint')}
        onChange={(event) => setNote(event.target.value)}
      />
      {failure ? <Alert type="error" className={styles.failure ?? ''} title={failure} /> : null}
    </Modal>
  );
}
