import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { may } from '@/api/rights';
import type { Form, FormDefinition } from '@/api/types';
import { toast } from '@/components/toasts';
import type { useUndo } from '@/components/useUndo';
import { useHotkeys } from '@/lib/useHotkeys';
import { useNumbers } from '@/lib/useNumbers';
import { mostAtOnce } from '../api/allMatching';
import type { Selection } from '../useSelection';
import { BulkDelete } from './BulkDelete';
import { BulkEdit } from './BulkEdit';
import styles from './bulk.module.css';

interface Props {
  form: Form;
  definition: FormDefinition;
  selection: Selection;
  undo: ReturnType<typeof useUndo>;
  /** How many the list has, and how to choose them all. */
  count: number | undefined;
  onAll: () => Promise<void>;
  /** The ids that are gone, or nothing after an edit. */
  onDone: (gone?: string[]) => void;
}

/** What can be done with the records chosen. */
export function SelectionBar({ form, definition, selection, undo, count, onAll, onDone }: Props) {
  const { t } = useTranslation('records');
  const number = useNumbers();
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const [busy, setBusy] = useState(false);
  const { records } = selection;
  const more = count !== undefined && count > records.length && count <= mostAtOnce;

  const chooseAll = async () => {
    setBusy(true);
    try {
      await onAll();
    } catch (error) {
      toast(error instanceof ApiProblem ? error.sentence : t('bulk.allFailed'), { tone: 'error' });
    } finally {
      setBusy(false);
    }
  };

  useHotkeys(
    {
      ...(may(form, 'delete') ? { Delete: () => setOpen('delete'), Backspace: () => setOpen('delete') } : {}),
      Escape: selection.clear,
    },
    open === undefined,
  );

  return (
    <div className={styles.bar} role="toolbar" aria-label={t('bulk.title')}>
      <b>{t('bulk.selected', { count: records.length, shown: number(records.length) })}</b>
      {more ? (
        <Button size="small" type="link" loading={busy} onClick={() => void chooseAll()}>
          {t('bulk.all', { count, shown: number(count) })}
        </Button>
      ) : null}
      {may(form, 'update') ? (
        <Button size="small" onClick={() => setOpen('edit')}>
          {t('bulk.edit')}
        </Button>
      ) : null}
      {may(form, 'delete') ? (
        <Button size="small" danger onClick={() => setOpen('delete')}>
          {t('bulk.delete')}
        </Button>
      ) : null}
      <Button size="small" type="text" onClick={selection.clear}>
        {t('bulk.clear')}
      </Button>
      {open === 'edit' ? (
        <BulkEdit
          form={form}
          definition={definition}
          records={records}
          undo={undo}
          onClose={() => setOpen(undefined)}
          onDone={() => onDone()}
        />
      ) : null}
      {open === 'delete' ? (
        <BulkDelete
          form={form}
          records={records}
          undo={undo}
          onClose={() => setOpen(undefined)}
          onDone={onDone}
        />
      ) : null}
    </div>
  );
}
