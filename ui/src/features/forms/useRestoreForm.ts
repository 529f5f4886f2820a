import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { toast } from '@/components/toasts';
import { restoreForm } from './api/deleteForm';

/** Takes a form out of the recycle bin. */
export function useRestoreForm() {
  const { t } = useTranslation('forms');
  const queries = useQueryClient();
  const again = () =>
    Promise.all(
      ['forms', 'form', 'apps', 'count', 'graphql'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
  const restore = useMutation({
    mutationFn: ({ form }: { form: string; name: string }) => restoreForm(form),
    onSuccess: async (_, { name }) => {
      await again();
      toast(t('delete.restored', { name }), { seconds: 5 });
    },
    onError: (error) =>
      toast(error instanceof ApiProblem ? error.sentence : t('delete.failed'), { tone: 'error' }),
  });
  return { restore, again };
}
