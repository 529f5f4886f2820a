import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import table from '@/components/table.module.css';
import { Tag } from '@/components/Tag';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { rolesQuery } from '@/api/roles';
import styles from './people.module.css';
import { RoleDialog } from './roles/RoleDialog';

/** Roles: what people are to FormsHub. */
export function RolesPage() {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const roles = useQuery(rolesQuery);
  const [open, setOpen] = useState(false);

  return (
    <>
      <PageHeader
        title={t('roles.title')}
        subtitle={
          <>
            {t('roles.subtitle')}{' '}
            <Link className={styles.inText} to="/rules">
              {t('roles.versions')}
            </Link>{' '}
            ·{' '}
            <Link className={styles.inText} to="/rules/tests">
              {t('roles.tests')}
            </Link>
          </>
        }
        actions={
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
            {t('roles.create')}
          </Button>
        }
      />
      {roles.isPending ? <SkeletonRows label={t('loading')} /> : null}
      {roles.isError ? <ErrorState error={roles.error} onRetry={() => void roles.refetch()} /> : null}
      {roles.data ? (
        <div className={table.wrap}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('roles.name')}</th>
                <th scope="col">{t('key')}</th>
                <th scope="col" className={table.end}>
                  {t('roles.people')}
                </th>
                <th scope="col">{t('roles.may')}</th>
                <th scope="col">{t('roles.kind')}</th>
              </tr>
            </thead>
            <tbody>
              {roles.data.map((role) => (
                <tr key={role.key}>
                  <td>
                    {role.builtIn ? (
                      <span className={table.name}>{text(role.title, role.key)}</span>
                    ) : (
                      <Link className={styles.open} to={`/roles/${role.key}`}>
                        {text(role.title, role.key)}
                      </Link>
                    )}
                  </td>
                  <td className={table.soft}>{role.key}</td>
                  <td className={table.end}>{t('departments.count', { count: role.users })}</td>
                  <td className={table.soft}>
                    {role.builtIn
                      ? t(`roles.mayBuiltIn.${role.key}`)
                      : t('roles.mayForms', { count: new Set(role.grants.map((each) => each.form)).size })}
                  </td>
                  <td>
                    {role.builtIn ? (
                      <Tag>{t('roles.builtIn')}</Tag>
                    ) : (
                      <Tag tone="accent">{t('roles.own')}</Tag>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {open ? (
        <RoleDialog taken={(roles.data ?? []).map((each) => each.key)} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
