import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sharedByMe } from '@/api/shares';
import { ShareRows } from '@/components/sharing/ShareList';

const few = 5;

/** What the one signed in shared with others, to be ended or made to last; nothing at all while there is nothing. */
export function SharedByMe() {
  const { t } = useTranslation('home');
  const { data } = useQuery(sharedByMe);
  const [all, setAll] = useState(false);
  if (!data?.length) return null;
  return (
    <section aria-labelledby="shared-by-me">
      <h2 id="shared-by-me">{t('sharedByMe')}</h2>
      <ShareRows shares={all ? data : data.slice(0, few)} withWhat />
      {data.length > few && !all ? (
        <Button type="link" onClick={() => setAll(true)}>
          {t('allSharedByMe', { number: data.length })}
        </Button>
      ) : null}
    </section>
  );
}
