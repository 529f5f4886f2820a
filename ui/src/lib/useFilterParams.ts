import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** A list's filter lives in the address, so that it can be sent to a colleague. */
export function useFilterParams() {
  const [params, setParams] = useSearchParams();
  const get = (name: string) => params.get(name) ?? undefined;
  const set = useCallback(
    (values: Record<string, string | undefined>) =>
      setParams(
        (before) => {
          for (const [name, value] of Object.entries(values)) {
            if (value) before.set(name, value);
            else before.delete(name);
          }
          return before;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { get, set };
}
