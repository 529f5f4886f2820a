import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { rolesQuery } from '@/api/roles';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { saveSignInSettings, signInSettingsQuery } from './api/security';
import { ProvidersCard } from './security/ProvidersCard';
import styles from './security/security.module.css';

const everybody = '*';

/** Whose sign-in needs a second factor. */
export function SignInSettingsPage() {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const queries = useQueryClient();
  const settings = useQuery(signInSettingsQuery);
  const roles = useQuery(rolesQuery);
  const [chosen, setChosen] = useState<string[]>();
  const save = useMutation({
    mutationFn: (secondFactor: string[]) => saveSignInSettings({ secondFactor }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      setChosen(undefined);
      toast(t('signIn.saved'), { seconds: 5 });
    },
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });
  if (settings.isPending) return <SkeletonRows label={t('loading')} />;
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  const value = chosen ?? settings.data.secondFactor;

  return (
    <>
      <PageHeader title={t('signIn.title')} subtitle={t('signIn.subtitle')} />
      <div className={styles.page}>
        <section className={styles.card} aria-labelledby="who-needs">
          <h2 id="who-needs">{t('security.factor')}</h2>
          <p>{t('signIn.factorHint')}</p>
          <Select
            mode="multiple"
            aria-labelledby="who-needs"
            className={`${styles.select}`}
            placeholder={t('signIn.nobody')}
            value={value}
            onChange={setChosen}
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              { value: everybody, label: t('signIn.everybody') },
              ...(roles.data ?? []).map((role) => ({ value: role.key, label: text(role.title, role.key) })),
            ]}
          />
          <div className={styles.actions}>
            <Button
              type="primary"
              disabled={!chosen}
              loading={save.isPending}
              onClick={() => save.mutate(value)}
            >
              {t('save')}
            </Button>
          </div>
        </section>
        <ProvidersCard />
      </div>
    </>
  );
}
