import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { openRequest } from '@/components/request/requestStore';
import { secondPersonFor } from '@/components/request/secondPerson';
import { openExplain, type Start } from './explainStore';

/** The way from a refusal to its explanation, for a toast; none where nothing was refused for want of a right. */
export function useWhyRefused() {
  const { t } = useTranslation('explain');
  return useCallback(
    (error: unknown, start: Start) => {
      const wish = secondPersonFor(error);
      if (wish) return { label: t('askSecond'), act: () => openRequest(wish) };
      return error instanceof ApiProblem && error.status === 403 && !error.code.startsWith('view_as')
        ? { label: t('why'), act: () => openExplain(start) }
        : undefined;
    },
    [t],
  );
}
