import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { meQuery, useMe } from '@/api/me';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { secondFactorQuery } from './api/security';
import { ChangePassword } from './ChangePassword';
import { Logins } from './security/Logins';
import { SecondFactorCard } from './security/SecondFactorCard';
import styles from './security/security.module.css';
import { Sessions } from './security/Sessions';

/** My own sign-in: password, second factor, and where I am signed in. A password that somebody else set comes first. */
export function SecurityPage() {
  const { me } = useMe();
  return me?.passwordChangeNeeded ? <FirstPassword /> : <Security />;
}

function FirstPassword() {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  const changed = async () => {
    queries.clear();
    await queries.ensureQueryData(meQuery);
    await navigate('/');
  };
  return (
    <>
      <PageHeader title={t('security.title')} subtitle={t('security.subtitle')} />
      <div className={styles.page}>
        <p role="status" className={styles.notice}>
          {t('security.passwordChangeNeeded')}
        </p>
        <div className={styles.actions}>
          <Button type="primary" onClick={() => setChanging(true)}>
            {t('password.title')}
          </Button>
        </div>
      </div>
      {changing ? (
        <ChangePassword onClose={() => setChanging(false)} onChanged={() => void changed()} />
      ) : null}
    </>
  );
}

function Security() {
  const { t } = useTranslation('people');
  const [changing, setChanging] = useState(false);
  const factor = useQuery(secondFactorQuery);
  if (factor.isPending) return <SkeletonRows label={t('loading')} />;
  if (factor.isError) return <ErrorState error={factor.error} onRetry={() => void factor.refetch()} />;
  const missing = factor.data.needed && !factor.data.since;

  return (
    <>
      <PageHeader title={t('security.title')} subtitle={t('security.subtitle')} />
      <div className={styles.page}>
        {missing ? (
          <p role="status" className={styles.notice}>
            {t('security.missing')}
          </p>
        ) : null}
        <section className={styles.card} aria-labelledby="second-factor">
          <SecondFactorCard factor={factor.data} />
        </section>
        {missing ? null : (
          <>
            <section className={styles.card} aria-labelledby="my-password">
              <h2 id="my-password">{t('security.password')}</h2>
              <p>{t('security.passwordHint')}</p>
              <div className={styles.actions}>
                <Button onClick={() => setChanging(true)}>{t('password.title')}</Button>
              </div>
            </section>
            <Logins />
            <section className={styles.card} aria-labelledby="my-sessions">
              <Sessions />
            </section>
          </>
        )}
      </div>
      {changing ? <ChangePassword onClose={() => setChanging(false)} /> : null}
    </>
  );
}
