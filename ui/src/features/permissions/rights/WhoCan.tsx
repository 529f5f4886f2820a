import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { ErrorState } from '@/components/ErrorState';
import { useSourceNames } from '@/components/explain/ExplainAnswer';
import { SkeletonRows } from '@/components/Skeleton';
import { peopleOfForm } from '../api/rights';
import styles from '../permissions.module.css';
import own from './rights.module.css';
import { RightsTable } from './RightsTable';

/** Who may do what with a form as the rules are saved now, and by which roles and groups. */
export function WhoCan({ form }: { form: string }) {
  const { t } = useTranslation(['permissions', 'explain']);
  const [open, setOpen] = useState(false);
  return (
    <section className={styles.section} aria-labelledby="whoCan">
      <h2 id="whoCan">{t('whoCan.title')}</h2>
      <p className={styles.lead}>{t('whoCan.hint')}</p>
      {open ? <People form={form} /> : <Button onClick={() => setOpen(true)}>{t('whoCan.show')}</Button>}
    </section>
  );
}

function People({ form }: { form: string }) {
  const { t } = useTranslation('permissions');
  const { isAdministrator } = useMe();
  const nameOf = useSourceNames();
  const { data, error, refetch } = useQuery(peopleOfForm(form));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={4} label={t('loading')} />;
  if (data.people.length === 0) return <p className={styles.soft}>{t('whoCan.nobody')}</p>;
  return (
    <>
      <ul className={own.tags} aria-label={t('whoCan.sources')}>
        {data.sources.map((source) => (
          <li key={`${source.kind}:${source.key}`}>
            {nameOf(source.kind === 'group' ? `group:${source.key}` : source.key)}{' '}
            <span className={styles.soft}>{t('whoCan.holders', { count: source.people })}</span>
          </li>
        ))}
      </ul>
      <br />
      <RightsTable
        first={t('rights.person')}
        lines={data.people.map((person) => ({
          ...person,
          key: person.id,
          title: person.displayName,
          hint: person.userName,
          to: isAdministrator ? `/people/${person.id}` : '',
          asks: { form, user: person.id, userName: person.displayName },
        }))}
      />
      {data.total > data.people.length ? (
        <p className={styles.soft}>{t('whoCan.cut', { shown: data.people.length, total: data.total })}</p>
      ) : null}
    </>
  );
}
