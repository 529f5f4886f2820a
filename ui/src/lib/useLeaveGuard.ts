import { useEffect } from 'react';
import { useBlocker } from 'react-router';

/** Holds who leaves a page while it is active, and asks the browser to do the same. `passes` names pages that may be gone to. */
export function useLeaveGuard(active: boolean, passes: (pathname: string) => boolean = () => false) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      active && currentLocation.pathname !== nextLocation.pathname && !passes(nextLocation.pathname),
  );

  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [active]);

  return blocker;
}
