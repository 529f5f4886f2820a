import { useMutation } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { Names } from '@/components/Names';
import { toast } from '@/components/toasts';
import { useNumbers } from '@/lib/useNumbers';
import { purge } from './api/purge';
import type { BinItem } from './api/recycleBin';
import styles from './recovery.module.css';

interface Props {
  items: BinItem[];
  onClose: () => void;
  onDone: () => void;
}

/** The one act without a way back: a reason, and the number typed. */
export function PurgeDialog({ items, onClose, onDone }: Props) {
  const { t } = useTranslation('recovery');
  const number = useNumbers();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const words = { count: items.length, shown: number(items.length) };
  const word = t('purge.word', { count: items.length });
  const isReady = reason.trim() !== '' && typed.trim() === word;

  const act = useMutation({
    mutationFn: () =>
      purge(
        items.map((item) => item.id),
        reason.trim(),
      ),
    onSuccess: ({ purged }) => {
      toast(t('purge.done', { count: purged, shown: number(purged) }));
      onClose();
      onDone();
    },
  });

  return (
    <Modal
      open
      width={480}
      title={t('purge.title', words)}
      okText={t('purge.action', words)}
      okButtonProps={{ danger: true, type: 'primary', disabled: !isReady }}
      confirmLoading={act.isPending}
      onCancel={onClose}
      onOk={() => act.mutate()}
    >
      <div className={styles.form}>
        <p>{t('purge.warning')}</p>
        <p className={styles.names}>
          <Names titles={items.map((item) => item.title)} />
        </p>
        <label htmlFor="purge-reason">{t('purge.reason')}</label>
        <Input.TextArea
          id="purge-reason"
          rows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <label htmlFor="purge-word">{t('purge.type', { word })}</label>
        <Input
          id="purge-word"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {act.error ? (
          <p role="alert" className={styles.problem}>
            {act.error instanceof ApiProblem ? act.error.sentence : t('failed')}
          </p>
        ) : null}
      </div>
    </Modal>
  );
}
