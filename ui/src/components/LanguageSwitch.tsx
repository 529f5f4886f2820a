import { changeLanguage, languages } from '@/lib/i18n/i18n';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './LanguageSwitch.module.css';

/** The languages side by side, for pages without the application's frame. */
export function LanguageSwitch() {
  const { language } = useLanguage();
  return (
    <span className={styles.languages}>
      {languages.map((each) => (
        <button
          key={each.key}
          type="button"
          lang={each.key}
          aria-pressed={each.key === language}
          onClick={() => void changeLanguage(each.key)}
        >
          {each.label}
        </button>
      ))}
    </span>
  );
}
