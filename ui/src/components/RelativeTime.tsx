import { useEffect, useState } from 'react';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { exactTime, relativeTime } from '@/lib/time';

/** A moment in the reader's words; the exact one on hover. */
export function RelativeTime({ at }: { at: string }) {
  const { language } = useLanguage();
  const [, again] = useState(0);

  useEffect(() => {
    const timer = setInterval(() => again((n) => n + 1), 60_000);
    return () => clearInterval(timer);
  }, []);

  return (
    <time dateTime={at} title={exactTime(at, language)}>
      {relativeTime(at, language)}
    </time>
  );
}
