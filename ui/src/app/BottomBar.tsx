import { AppstoreOutlined, DeleteOutlined, HomeOutlined, SearchOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { MeMenu, type MenuActions } from './MeMenu';
import styles from './BottomBar.module.css';

/** The frame's ways on a phone. */
export function BottomBar({ onSearch, ...menu }: { onSearch: () => void } & MenuActions) {
  const { t } = useTranslation('app');
  return (
    <nav className={styles.bar} aria-label={t('nav.main')}>
      <Way to="/" icon={<HomeOutlined aria-hidden />}>
        {t('nav.home')}
      </Way>
      <button type="button" className={styles.way} onClick={onSearch}>
        <SearchOutlined aria-hidden />
        {t('nav.search')}
      </button>
      <Way to="/forms" icon={<AppstoreOutlined aria-hidden />}>
        {t('nav.forms')}
      </Way>
      <Way to="/recycle-bin" icon={<DeleteOutlined aria-hidden />}>
        {t('nav.recycleBin')}
      </Way>
      <div className={styles.way}>
        <MeMenu {...menu} />
      </div>
    </nav>
  );
}

function Way({ to, icon, children }: { to: string; icon: ReactNode; children: string }) {
  return (
    <NavLink to={to} end className={({ isActive }) => (isActive ? `${styles.way} ${styles.on}` : styles.way)}>
      {icon}
      {children}
    </NavLink>
  );
}
