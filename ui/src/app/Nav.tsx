import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useMe } from '@/api/me';
import { requestsQuery } from '@/api/requests';
import { useNumbers } from '@/lib/useNumbers';
import styles from './Nav.module.css';
import { useSections } from './useSections';

/** The column at the left: where one can go. */
export function Nav() {
  const { t } = useTranslation('app');
  const { isAdministrator } = useMe();
  const { sections } = useSections(t('nav.otherForms'));
  const number = useNumbers();
  const waiting = useQuery(requestsQuery('toDecide')).data?.length ?? 0;

  return (
    <nav className={styles.nav} aria-label={t('nav.main')}>
      <NavLink to="/" className={`${styles.brand}`}>
        <img src="/icon.svg" alt="" width={20} height={20} />
        FormsHub
      </NavLink>
      <div className={styles.scroll}>
        <Entry to="/" end>
          {t('nav.home')}
        </Entry>
        {isAdministrator ? (
          <Entry to="/forms" end>
            {t('nav.forms')}
          </Entry>
        ) : null}
        {sections.map((section) => (
          <Group key={section.key} title={section.title}>
            {section.forms.map((form) => (
              <Entry
                key={form.key}
                to={`/forms/${form.key}`}
                count={form.count === undefined ? undefined : number(form.count)}
              >
                {form.title}
              </Entry>
            ))}
          </Group>
        ))}
        <Group title={t('nav.safety')}>
          <Entry to="/recycle-bin">{t('nav.recycleBin')}</Entry>
          <Entry to="/changes">{t('nav.changes')}</Entry>
          <Entry to="/requests" count={waiting > 0 ? number(waiting) : undefined}>
            {t('nav.requests')}
          </Entry>
        </Group>
        {isAdministrator ? (
          <Group title={t('nav.administration')}>
            <Entry to="/people">{t('nav.people')}</Entry>
            <Entry to="/departments">{t('nav.departments')}</Entry>
            <Entry to="/roles">{t('nav.roles')}</Entry>
            <Entry to="/settings/sign-in">{t('nav.signIn')}</Entry>
            <Entry to="/audit">{t('nav.audit')}</Entry>
            <Entry to="/personal-data">{t('nav.personalData')}</Entry>
          </Group>
        ) : null}
      </div>
    </nav>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Entry({
  to,
  end,
  count,
  children,
}: {
  to: string;
  end?: boolean;
  count?: string | undefined;
  children: ReactNode;
}) {
  return (
    <NavLink
      to={to}
      end={end ?? false}
      className={({ isActive }) => (isActive ? `${styles.entry} ${styles.on}` : styles.entry)}
    >
      <span className={styles.name}>{children}</span>
      {count === undefined ? null : <span className={styles.count}>{count}</span>}
    </NavLink>
  );
}
