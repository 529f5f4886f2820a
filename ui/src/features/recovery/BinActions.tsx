import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { toast } from '@/components/toasts';
import type { useUndo } from '@/components/useUndo';
import { useNumbers } from '@/lib/useNumbers';
import type { BinItem } from './api/recycleBin';
import { restoreFromBin, type RestoreAnswer } from './api/restoreFromBin';
import { PurgeDialog } from './PurgeDialog';
import { RefusedDialog } from './RefusedDialog';
import styles from './recovery.module.css';

interface Props {
  items: BinItem[];
  undo: ReturnType<typeof useUndo>;
  onDone: () => void;
  onClear: () => void;
}

/** The records chosen: back, or gone for good. */
export function BinActions({ items, undo, onDone, onClear }: Props) {
  const { t } = useTranslation('recovery');
  const number = useNumbers();
  const [purging, setPurging] = useState(false);
  const [refused, setRefused] = useState<RestoreAnswer['results']>([]);
  const words = { count: items.length, shown: number(items.length) };

  const restore = useMutation({
    mutationFn: () => restoreFromBin(items.map((item) => item.id)),
    onSuccess: ({ changeSet, results }) => {
      const failed = results.filter((result) => result.errors?.length);
      const back = results.length - failed.length;
      if (back > 0) undo.say(t('bin.restored', { count: back, shown: number(back) }), changeSet);
      if (failed.length > 0) setRefused(failed);
      else onDone();
    },
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });

  return (
    <div className={styles.actions}>
      <Button type="primary" loading={restore.isPending} onClick={() => restore.mutate()}>
        {t('bin.restore', words)}
      </Button>
      <Button danger onClick={() => setPurging(true)}>
        {t('bin.purge')}
      </Button>
      <Button type="text" onClick={onClear}>
        {t('bin.clear')}
      </Button>
      {purging ? <PurgeDialog items={items} onClose={() => setPurging(false)} onDone={onDone} /> : null}
      {refused.length > 0 ? <RefusedDialog items={items} refused={refused} onClose={onDone} /> : null}
    </div>
  );
}
