import { useRevalidator, useRouteError } from 'react-router';
import { ErrorState } from '@/components/ErrorState';

/** A page that could not be shown says why and offers to try again. */
export function PageError() {
  const error = useRouteError();
  const { revalidate } = useRevalidator();
  return <ErrorState error={error} onRetry={() => void revalidate().then(() => window.location.reload())} />;
}
