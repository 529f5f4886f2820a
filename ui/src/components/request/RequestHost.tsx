import { lazy, Suspense, useSyncExternalStore } from 'react';
import { requestStore } from './requestStore';

const RequestDialog = lazy(async () => ({ default: (await import('./RequestDialog')).RequestDialog }));

/** Where the dialog opens, whoever asks for it; one of these stands in the frame. */
export function RequestHost() {
  const wish = useSyncExternalStore(requestStore.subscribe, requestStore.read);
  return <Suspense fallback={null}>{wish ? <RequestDialog wish={wish} /> : null}</Suspense>;
}
