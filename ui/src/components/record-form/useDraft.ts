import { useEffect, useRef, useState } from 'react';
import { dropDraft, keepDraft, readDraft, type Draft, type DraftPlace } from './drafts';

/** Keeps what is typed on this device, a moment after each change. */
export function useDraft(place: DraftPlace | undefined) {
  const [found] = useState(() => (place ? readDraft(place) : undefined));
  const [keptAt, setKeptAt] = useState<string>();
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; write: () => void }>(undefined);

  useEffect(() => {
    const flush = () => waiting.current?.write();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, []);

  return {
    found,
    keptAt,
    keep(draft: Omit<Draft, 'at'>, now = false) {
      if (!place) return;
      clearTimeout(waiting.current?.timer);
      const write = () => {
        const at = new Date().toISOString();
        clearTimeout(waiting.current?.timer);
        waiting.current = undefined;
        if (keepDraft(place, { ...draft, at })) setKeptAt(at);
      };
      if (now) write();
      else waiting.current = { timer: setTimeout(write, 400), write };
    },
    drop() {
      clearTimeout(waiting.current?.timer);
      waiting.current = undefined;
      if (place) dropDraft(place);
      setKeptAt(undefined);
    },
  };
}
