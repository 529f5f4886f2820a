import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { undoChangeSet, type UndoReport } from '@/api/undoChangeSet';
import { toast } from './toasts';

let latest: string | undefined;

/** What an undo did, told as it was: all, all but what was changed since, or nothing. */
export function undoneWords(t: TFunction<'components'>, { changeSet, conflicts }: UndoReport) {
  const count = conflicts.length;
  if (count === 0) return t('undone');
  return changeSet ? t('undoneConflicts', { count }) : t('undoneNothing', { count });
}

/** Says what was done, with the way back; `undoLast` is ⌘Z. */
export function useUndo(onUndone?: () => void) {
  const { t } = useTranslation('components');
  const queries = useQueryClient();

  const undo = useCallback(
    async (changeSet: string) => {
      try {
        const report = await undoChangeSet(changeSet);
        if (latest === changeSet) latest = undefined;
        toast(undoneWords(t, report), { seconds: 6 });
        onUndone?.();
        await queries.invalidateQueries();
      } catch (error) {
        toast(error instanceof ApiProblem ? error.sentence : t('error.unknown'), { tone: 'error' });
      }
    },
    [queries, t, onUndone],
  );

  const say = useCallback(
    (text: string, changeSet: string | null | undefined) => {
      latest = changeSet ?? undefined;
      // Whatever was done may have changed how many there are.
      void queries.invalidateQueries({ queryKey: ['count'] });
      toast(text, changeSet ? { action: { label: t('undo'), act: () => void undo(changeSet) } } : {});
    },
    [queries, t, undo],
  );

  return { say, undo, undoLast: () => latest && void undo(latest) };
}
