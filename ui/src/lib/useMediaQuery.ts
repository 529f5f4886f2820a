import { useCallback, useSyncExternalStore } from 'react';

export function useMediaQuery(query: string) {
  return useMedia(query, () => window.matchMedia(query).matches);
}

const onScreen = new Map<string, boolean>();

/** Printing asks about the paper's width; the screen behind it, and what is being typed there, stays as it is. */
function useScreenQuery(query: string) {
  return useMedia(query, () => {
    const before = onScreen.get(query);
    if (before !== undefined && window.matchMedia('print').matches) return before;
    const { matches } = window.matchMedia(query);
    onScreen.set(query, matches);
    return matches;
  });
}

function useMedia(query: string, snapshot: () => boolean) {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, snapshot);
}

export const useIsPhone = () => useScreenQuery('(max-width: 767px)');
/** Too narrow for a table and a panel side by side. */
export const useIsNarrow = () => useScreenQuery('(max-width: 1099px)');

let isAboutToPrint = false;
const tellPrinting = (listener: () => void) => {
  const media = window.matchMedia('print');
  const before = () => {
    isAboutToPrint = true;
    listener();
  };
  const after = () => {
    isAboutToPrint = false;
    listener();
  };
  media.addEventListener('change', listener);
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    media.removeEventListener('change', listener);
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
};

/** True from beforeprint on: pages are counted before the media query changes, and what comes later is cut off. */
export const useIsPrinting = () =>
  useSyncExternalStore(tellPrinting, () => isAboutToPrint || window.matchMedia('print').matches);
