import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { may } from '@/api/rights';
import type { Form, FormDefinition, RecordItem, Revision } from '@/api/types';
import { ErrorState } from '@/components/ErrorState';
import { RecordForm } from '@/components/record-form/RecordForm';
import { SkeletonRows } from '@/components/Skeleton';
import { toast } from '@/components/toasts';
import type { useUndo } from '@/components/useUndo';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { exactTime } from '@/lib/time';
import { asOfQuery } from '../api/record';
import { revertRecord } from '../api/revertRecord';

interface Props {
  form: Form;
  definition: FormDefinition;
  record: RecordItem;
  revision: Revision;
  undo: ReturnType<typeof useUndo>;
  onChanged: (record?: RecordItem) => void;
  onClose: () => void;
}

/** The record as a revision left it, and the way back to it. */
export function AsItWas({ form, definition, record, revision, undo, onChanged, onClose }: Props) {
  const { t } = useTranslation('records');
  const { language } = useLanguage();
  const past = useQuery(asOfQuery(form.key, record.id, revision.rev));
  const at = exactTime(revision.at, language);

  const revert = useMutation({
    mutationFn: () => revertRecord(form.key, record.id, revision.rev),
    onSuccess: (saved) => {
      undo.say(t('history.reverted', { rev: revision.rev }), saved.changeSet);
      onChanged(saved);
      onClose();
    },
    onError: (error) =>
      toast(error instanceof ApiProblem ? error.sentence : t('edit.failed'), { tone: 'error' }),
  });

  return (
    <Modal
      open
      width={640}
      title={t('history.asOf', { rev: revision.rev })}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('history.close')}
        </Button>,
        record.deletedAt || !may(form, 'revert') ? null : (
          <Button
            key="revert"
            type="primary"
            loading={revert.isPending}
            disabled={!past.data}
            onClick={() => revert.mutate()}
          >
            {t('history.revert')}
          </Button>
        ),
      ]}
    >
      <p style={{ marginTop: 0, color: 'var(--ink-2)' }}>
        {t('history.asOfHint', { at, name: revision.by?.title ?? t('system.name') })}
      </p>
      {past.isPending ? <SkeletonRows rows={6} label={t('loading')} /> : null}
      {past.isError ? <ErrorState error={past.error} onRetry={() => void past.refetch()} /> : null}
      {past.data ? <RecordForm form={definition} value={past.data.data} mode="view" /> : null}
    </Modal>
  );
}
