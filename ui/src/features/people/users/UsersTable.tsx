import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { TimeText } from '@/components/access/HeldTimes';
import { Initial } from '@/components/Initial';
import { RelativeTime } from '@/components/RelativeTime';
import table from '@/components/table.module.css';
import { Tag } from '@/components/Tag';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Role } from '@/api/roles';
import type { User } from '../api/users';
import styles from '../people.module.css';

export function UsersTable({
  users,
  roles,
  onOpen,
}: {
  users: User[];
  roles: Role[];
  onOpen: (user: User) => void;
}) {
  const { t } = useTranslation('people');
  const { text, language } = useLanguage();
  const roleTitle = (key: string) => text(roles.find((role) => role.key === key)?.title, key);
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('users.name')}</th>
            <th scope="col">{t('users.userName')}</th>
            <th scope="col">{t('users.department')}</th>
            <th scope="col">{t('users.roles')}</th>
            <th scope="col">{t('users.lastSignIn')}</th>
            <th scope="col">{t('users.state')}</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id}>
              <td>
                <button type="button" className={styles.open} onClick={() => onOpen(user)}>
                  <Initial name={user.displayName} size={22} /> {user.displayName}
                </button>
              </td>
              <td className={table.soft}>{user.userName}</td>
              <td className={table.soft}>{user.department?.title}</td>
              <td className={table.soft}>
                {user.heldRoles
                  .filter((each) => each.state !== 'ended')
                  .map(({ role, from, until }, index) => (
                    <Fragment key={role}>
                      {index > 0 ? t('comma') : ''}
                      {roleTitle(role)}
                      {from || until ? (
                        <>
                          {' '}
                          <TimeText time={{ from, until }} />
                        </>
                      ) : null}
                    </Fragment>
                  ))}
              </td>
              <td className={table.muted}>
                {user.lastSignInAt ? <RelativeTime at={user.lastSignInAt} /> : t('users.never')}
              </td>
              <td>
                {user.disabled ? (
                  <Tag tone="lost">{t('users.disabled')}</Tag>
                ) : user.lockedUntil && new Date(user.lockedUntil) > new Date() ? (
                  <Tag tone="ageing">
                    {t('users.locked', {
                      until: new Date(user.lockedUntil).toLocaleTimeString(language, { timeStyle: 'short' }),
                    })}
                  </Tag>
                ) : (
                  <Tag tone="good">{t('users.active')}</Tag>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
