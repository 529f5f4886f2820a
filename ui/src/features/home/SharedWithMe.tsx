import { ShareAltOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sharedWithMe } from '@/api/shares';
import { RelativeTime } from '@/components/RelativeTime';
import { rightOf, What } from '@/components/sharing/ShareList';
import styles from './HomePage.module.css';

/** What others shared with the one signed in; nothing at all while there is nothing. */
export function SharedWithMe() {
  const { t } = useTranslation(['home', 'sharing']);
  const { data } = useQuery(sharedWithMe);
  if (!data?.length) return null;
  return (
    <section aria-labelledby="shared-with-me">
      <h2 id="shared-with-me">{t('sharedWithMe')}</h2>
      <ul className={styles.recent}>
        {data.map((each) => (
          <li key={each.id}>
            <ShareAltOutlined aria-hidden />
            <span className={styles.what}>
              <What share={each} /> · {t(`sharing:may.${rightOf(each)}`)}
              {each.until ? (
                <>
                  {' · '}
                  {t('sharing:endsAt')} <RelativeTime at={each.until} />
                </>
              ) : null}
              {each.note ? <> · {each.note}</> : null}
            </span>
            <span className={styles.when}>{t('sharing:by', { name: each.by.title })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
