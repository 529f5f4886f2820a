import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMe } from '@/api/me';
import { rolesQuery } from '@/api/roles';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { ViewAsButton } from '@/components/view-as/ViewAsButton';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { rightsOfUser } from '../api/rights';
import styles from '../permissions.module.css';
import own from './rights.module.css';
import { RightsTable } from './RightsTable';

/** /people/:id: what a person may do, form by form, and by what. */
export function PersonPage() {
  const { t } = useTranslation(['permissions', 'explain']);
  const { id = '' } = useParams();
  const { text } = useLanguage();
  const { me } = useMe();
  const roles = useQuery(rolesQuery).data ?? [];
  const { data, error, refetch } = useQuery(rightsOfUser(id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={10} label={t('loading')} />;

  return (
    <div className={styles.page}>
      <Link className={styles.back} to="/people">
        <ArrowLeftOutlined aria-hidden /> {t('rights.back')}
      </Link>
      <PageHeader
        title={t('rights.title', { name: data.displayName })}
        subtitle={`${data.userName} · ${t('rights.subtitle')}`}
        actions={data.disabled || data.id === me?.id ? null : <ViewAsButton user={data} />}
      />
      {data.disabled ? <Alert banner type="warning" title={t('rights.disabled')} /> : null}
      <section className={styles.section} aria-labelledby="roles">
        <h2 id="roles">{t('rights.roles')}</h2>
        {data.roles.length === 0 ? <p className={styles.soft}>{t('rights.noRoles')}</p> : null}
        <ul className={own.tags}>
          {data.roles.map((role) => (
            <li key={role.key}>
              <Link to={`/roles/${role.key}`}>
                {text(roles.find(({ key }) => key === role.key)?.title, role.key)}
              </Link>{' '}
              <span className={styles.soft}>
                {t(role.by === 'user' ? 'rights.byUser' : 'rights.byDepartment')}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.section} aria-labelledby="forms">
        <h2 id="forms">{t('rights.forms')}</h2>
        {data.forms.length === 0 ? (
          <EmptyState title={t('rights.none')} />
        ) : (
          <RightsTable
            first={t('rights.form')}
            lines={data.forms.map((form) => ({
              ...form,
              key: form.form,
              title: text(form.title, form.form),
              to: `/forms/${form.form}/access`,
              asks: { form: form.form, user: data.id, userName: data.displayName },
            }))}
          />
        )}
      </section>
    </div>
  );
}
