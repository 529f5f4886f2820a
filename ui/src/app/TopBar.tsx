import { SearchOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Key } from '@/components/Key';
import { Bell } from './Bell';
import { MeMenu, type MenuActions } from './MeMenu';
import styles from './TopBar.module.css';

/** One search, and me. */
export function TopBar({ onSearch, ...menu }: { onSearch: () => void } & MenuActions) {
  const { t } = useTranslation('app');
  return (
    <header className={styles.bar}>
      <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="/">
        <SearchOutlined aria-hidden />
        <span className={styles.hint}>{t('search.hint')}</span>
        <Key name="/" />
      </button>
      <span className={styles.space} />
      <Bell />
      <MeMenu {...menu} />
    </header>
  );
}
