import { useTranslation } from 'react-i18next';
import { ShownOnce } from '../ShownOnce';
import styles from './security.module.css';

/** The only time the recovery codes are seen. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation('people');
  return (
    <ShownOnce
      title={t('security.codesTitle')}
      hint={t('security.codesHint')}
      width={560}
      text={codes.join('\n')}
      onClose={onClose}
    >
      {(copy) => (
        <>
          <ol className={styles.codes}>
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ol>
          {copy}
        </>
      )}
    </ShownOnce>
  );
}
