import { useEffect, useRef } from 'react';

/** What is selected, or was just added, comes into sight. */
export function useShown(selected: string | undefined, block: ScrollLogicalPosition) {
  const first = useRef(true);
  useEffect(() => {
    if (!first.current && selected)
      document.querySelector(`[data-cover="${CSS.escape(selected)}"]`)?.scrollIntoView({ block });
    first.current = false;
  }, [selected, block]);
}
