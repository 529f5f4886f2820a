import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import type { Form, RecordItem } from '@/api/types';
import { Names } from '@/components/Names';
import type { useUndo } from '@/components/useUndo';
import { useNumbers } from '@/lib/useNumbers';
import { batch, type BatchAnswer } from '../api/batch';
import styles from './bulk.module.css';

interface Props {
  form: Form;
  records: RecordItem[];
  undo: ReturnType<typeof useUndo>;
  onClose: () => void;
  onDone: (gone: string[]) => void;
}

/** Says how many and which before, offers the way back after. */
export function BulkDelete({ form, records, undo, onClose, onDone }: Props) {
  const { t } = useTranslation('records');
  const number = useNumbers();
  const words = { count: records.length, shown: number(records.length) };

  const remove = useMutation({
    mutationFn: (partial: boolean) =>
      batch(form.key, {
        delete: records.map(({ id, rev }) => ({ id, rev })),
        ...(partial ? { partial } : {}),
      }),
    onSuccess: ({ changeSet, results }) => {
      const gone = results
        .filter((result) => !result.errors?.length)
        .flatMap(({ index }) => records[index]?.id ?? []);
      undo.say(t('bulk.deleted', { count: gone.length, shown: number(gone.length) }), changeSet);
      onClose();
      onDone(gone);
    },
  });

  const problem = remove.error instanceof ApiProblem ? remove.error : undefined;
  const refused = Array.isArray(problem?.rest.results)
    ? (problem.rest.results as BatchAnswer['results']).filter((result) => result.errors?.length).length
    : 0;
  const rest = records.length - refused;

  return (
    <Modal
      open
      width={440}
      title={t('bulk.deleteTitle', words)}
      okText={t('bulk.deleteAction', words)}
      okButtonProps={{ danger: true, autoFocus: true }}
      confirmLoading={remove.isPending}
      onCancel={onClose}
      onOk={() => remove.mutate(false)}
    >
      <p className={styles.names}>
        <Names titles={records.map((each) => each.title)} />
      </p>
      <p className={styles.soft}>{t('bulk.deleteHint')}</p>
      {remove.error ? (
        <div role="alert" className={styles.problem}>
          <p>{problem?.sentence ?? t('edit.failed')}</p>
          {refused > 0 && rest > 0 ? (
            <Button danger onClick={() => remove.mutate(true)}>
              {t('bulk.deleteRest', { count: rest, shown: number(rest) })}
            </Button>
          ) : null}
        </div>
      ) : null}
    </Modal>
  );
}
