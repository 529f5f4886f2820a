import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { providersQuery, startOf } from '@/api/providers';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './SignInPage.module.css';

/** The other ways in, if there are any. */
export function Providers({ to }: { to: string }) {
  const { t } = useTranslation('sign-in');
  const { text } = useLanguage();
  const providers = useQuery(providersQuery);
  if (!providers.data?.length) return null;
  return (
    <>
      <div className={styles.or}>{t('or')}</div>
      {providers.data.map((each) => (
        <Button key={each.key} size="large" block href={startOf(each.key, to)}>
          {t('by', { title: text(each.title, each.key) })}
        </Button>
      ))}
    </>
  );
}
