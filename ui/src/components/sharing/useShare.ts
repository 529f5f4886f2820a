import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import {
  changeShare,
  restoreShare,
  revokeShare,
  share,
  sharesKey,
  type NewShare,
  type Share,
} from '@/api/shares';
import { toast } from '@/components/toasts';
import type { Shareable } from './ShareDialog';

/** A record, or the records that a view shows now. */
export const whatOf = ({ record, view, filter }: Shareable): Pick<NewShare, 'record' | 'view' | 'filter'> =>
  record ? { record } : { ...(view ? { view } : {}), ...(filter ? { filter } : {}) };

/** Shares something, and has the lists of shares asked for again. */
export function useShare(form: string) {
  const { t } = useTranslation('sharing');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (what: NewShare) => share(form, what),
    onSuccess: () => queries.invalidateQueries({ queryKey: sharesKey }),
    onError: (error) => toast(sentenceOf(error, t('failed')), { tone: 'error' }),
  });
}

/** Revokes a share, with the way back. */
export function useRevoke() {
  const { t } = useTranslation(['sharing', 'components']);
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: sharesKey });
  const failed = (error: Error) => toast(sentenceOf(error, t('failed')), { tone: 'error' });
  const restore = useMutation({
    mutationFn: ({ id }: Share) => restoreShare(id),
    onSuccess: again,
    onError: failed,
  });
  return useMutation({
    mutationFn: ({ id }: Share) => revokeShare(id),
    onSuccess: (_, gone) => {
      toast(t('revoked'), { action: { label: t('components:undo'), act: () => restore.mutate(gone) } });
      return again();
    },
    onError: failed,
  });
}

/** Changes until when something stays shared. */
export function useEnd() {
  const { t } = useTranslation('sharing');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ share: { id }, until }: { share: Share; until: string | null }) =>
      changeShare(id, { until }),
    onSuccess: () => {
      toast(t('endChanged'));
      return queries.invalidateQueries({ queryKey: sharesKey });
    },
    onError: (error) => toast(sentenceOf(error, t('endNotChanged')), { tone: 'error' }),
  });
}

function sentenceOf(error: Error, otherwise: string) {
  if (!(error instanceof ApiProblem)) return otherwise;
  return error.errors[0]?.message ?? error.sentence;
}
