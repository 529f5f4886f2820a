import { useEffect } from 'react';

/** The page's name in the browser's tab. */
export function useTitle(title: string | undefined) {
  useEffect(() => {
    document.title = title ? `${title} · FormsHub` : 'FormsHub';
  }, [title]);
}
