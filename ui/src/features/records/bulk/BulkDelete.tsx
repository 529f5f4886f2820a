import { useMutation } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import type { Form, RecordItem } from '@/api/types';
import { Names } from '@/components/Names';
import type { useUndo } from '@/components/useUndo';
import { useNumbers } from '@/lib/useNumbers';
import { batch } from '../api/batch';
import styles from './bulk.module.css';

interface Props {
  form: Form;
  records: RecordItem[];
  undo: ReturnType<typeof useUndo>;
  onClose: () => void;
  onDone: () => void;
}

/** Says how many and which before, offers the way back after. */
export function BulkDelete({ form, records, undo, onClose, onDone }: Props) {
  const { t } = useTranslation('records');
  const number = useNumbers();
  const words = { count: records.length, shown: number(records.length) };

  const remove = useMutation({
    mutationFn: () => batch(form.key, { delete: records.map(({ id, rev }) => ({ id, rev })) }),
    onSuccess: ({ changeSet }) => {
      undo.say(t('bulk.deleted', words), changeSet);
      onClose();
      onDone();
    },
  });

  return (
    <Modal
      open
      width={440}
      title={t('bulk.deleteTitle', words)}
      okText={t('bulk.deleteAction', words)}
      okButtonProps={{ danger: true, autoFocus: true }}
      confirmLoading={remove.isPending}
      onCancel={onClose}
      onOk={() => remove.mutate()}
    >
      <p className={styles.names}>
        <Names titles={records.map((each) => each.title)} />
      </p>
      <p className={styles.soft}>{t('bulk.deleteHint')}</p>
      {remove.error ? (
        <p role="alert" className={styles.problem}>
          {remove.error instanceof ApiProblem ? remove.error.sentence : t('edit.failed')}
        </p>
      ) : null}
    </Modal>
  );
}
