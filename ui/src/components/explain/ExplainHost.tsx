import { lazy, Suspense, useSyncExternalStore } from 'react';
import { explainStore } from './explainStore';

const ExplainDrawer = lazy(async () => ({ default: (await import('./ExplainDrawer')).ExplainDrawer }));

/** Where the panel opens, whoever asks for it; one of these stands in the frame. */
export function ExplainHost() {
  const start = useSyncExternalStore(explainStore.subscribe, explainStore.read);
  return <Suspense fallback={null}>{start ? <ExplainDrawer start={start} /> : null}</Suspense>;
}
