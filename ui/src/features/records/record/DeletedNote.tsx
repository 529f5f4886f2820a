import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { may } from '@/api/rights';
import type { Form, RecordItem } from '@/api/types';
import { RelativeTime } from '@/components/RelativeTime';
import { toast } from '@/components/toasts';
import type { useUndo } from '@/components/useUndo';
import { restoreRecord } from '../api/restoreRecord';
import styles from './record.module.css';

interface Props {
  form: Form;
  record: RecordItem;
  undo: ReturnType<typeof useUndo>;
  onRestored: (record: RecordItem) => void;
}

/** It is gone, by whom and when, and one click brings it back. */
export function DeletedNote({ form, record, undo, onRestored }: Props) {
  const { t } = useTranslation('records');
  const restore = useMutation({
    mutationFn: () => restoreRecord(form.key, record.id),
    onSuccess: (saved) => {
      undo.say(t('record.restored', { title: saved.title }), saved.changeSet);
      onRestored(saved);
    },
    onError: (error) =>
      toast(error instanceof ApiProblem ? error.sentence : t('edit.failed'), { tone: 'error' }),
  });
  return (
    <div className={styles.lost} role="status">
      <span>
        {t('record.isDeleted', { name: record.deletedBy?.title ?? t('system.name') })}{' '}
        {record.deletedAt ? <RelativeTime at={record.deletedAt} /> : null}
      </span>
      {may(form, 'restore') ? (
        <Button size="small" type="primary" loading={restore.isPending} onClick={() => restore.mutate()}>
          {t('record.restore')}
        </Button>
      ) : null}
    </div>
  );
}
