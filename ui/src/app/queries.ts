import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '@/api/ApiProblem';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) =>
        count < 2 && (!(error instanceof ApiProblem) || error.isOffline || error.status >= 500),
    },
  },
});
