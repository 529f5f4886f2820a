import { useQuery } from '@tanstack/react-query';
import { indexes, type FormIndex } from '../api/publish';

const isAtWork = ({ state }: FormIndex) => state === 'pending' || state === 'building';

/** The indexes of a form that are not ready; asked again while the server works on one. */
export function useIndexes(form: string): FormIndex[] {
  const work = useQuery({
    queryKey: ['indexes', form],
    queryFn: () => indexes(form),
    retry: false,
    refetchInterval: ({ state }) => (state.data?.items.some(isAtWork) ? 2000 : false),
  });
  return (work.data?.items ?? []).filter((each) => each.state !== 'ready');
}
