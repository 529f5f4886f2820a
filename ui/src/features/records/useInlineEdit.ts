import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import type { Data, RecordItem } from '@/api/types';
import { updateRecord } from '@/api/updateRecord';
import { useWhyRefused } from '@/components/explain/useWhyRefused';
import { toast } from '@/components/toasts';
import type { useUndo } from '@/components/useUndo';
import type { PageCache } from './table/PageCache';

/** A cell's edit: shown at once, saved behind it, taken back with the reason when it may not be. */
export function useInlineEdit(form: string, cache: PageCache, undo: ReturnType<typeof useUndo>) {
  const { t } = useTranslation('records');
  const { say } = undo;
  const whyRefused = useWhyRefused();

  return useCallback(
    async function commit(record: RecordItem, data: Data): Promise<void> {
      const shown = { ...record.data };
      cache.put({ ...record, data: { ...shown, ...data } });
      try {
        const saved = await updateRecord(form, record.id, record.rev, data);
        cache.put(saved);
        if (saved.rev !== record.rev)
          say(saved.repairs?.[0]?.message ?? t('edit.saved', { title: saved.title }), saved.changeSet);
      } catch (error) {
        const problem = error instanceof ApiProblem ? error : undefined;
        const current = problem?.isStale ? (problem.rest.current as RecordItem | undefined) : undefined;
        cache.put(current ?? record);
        if (current)
          toast(t('edit.stale', { name: current.updatedBy?.title ?? t('edit.someone') }), {
            tone: 'error',
            action: { label: t('edit.mine'), act: () => void commit(current, data) },
          });
        else
          toast(
            t('edit.refused', {
              title: record.title || t('untitled'),
              reason: problem?.sentence ?? t('edit.failed'),
            }),
            {
              tone: 'error',
              action: whyRefused(error, {
                form,
                record: record.id,
                recordTitle: record.title,
                action: 'update',
                field: Object.keys(data)[0],
              }),
            },
          );
      }
    },
    [form, cache, say, t, whyRefused],
  );
}
