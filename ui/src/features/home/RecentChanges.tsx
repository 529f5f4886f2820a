import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Initial } from '@/components/Initial';
import { RelativeTime } from '@/components/RelativeTime';
import { Bar } from '@/components/Skeleton';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { recentChangesQuery } from './api/recentChanges';
import styles from './HomePage.module.css';

/** Who did what lately. */
export function RecentChanges() {
  const { t } = useTranslation('home');
  const { text } = useLanguage();
  const { data, isPending, isError } = useQuery(recentChangesQuery);
  if (isError || data?.length === 0) return null;

  return (
    <section aria-labelledby="recent">
      <h2 id="recent">{t('recent')}</h2>
      <ul className={styles.recent}>
        {isPending
          ? Array.from({ length: 4 }, (_, row) => (
              <li key={row}>
                <Bar width="60%" />
              </li>
            ))
          : null}
        {data?.map((each) => (
          <li key={each.id}>
            <Initial name={each.actor?.title ?? t('system')} size={22} />
            <span className={styles.who}>{each.actor?.title ?? t('system')}</span>
            <span className={styles.what}>{text(each.summary)}</span>
            <span className={styles.when}>
              <RelativeTime at={each.at} />
            </span>
          </li>
        ))}
      </ul>
      <Link to="/changes">{t('allChanges')}</Link>
    </section>
  );
}
