import { useTranslation } from 'react-i18next';
import styles from '../people.module.css';
import { ShownOnce } from '../ShownOnce';

/** The only time the token is seen. */
export function TokenShown({ token, name, onClose }: { token: string; name: string; onClose: () => void }) {
  const { t } = useTranslation('people');
  return (
    <ShownOnce
      title={t('tokens.shownTitle', { name })}
      hint={t('tokens.shownHint')}
      width={520}
      text={token}
      onClose={onClose}
    >
      {(copy) => (
        <div className={styles.token}>
          <code>{token}</code>
          {copy}
        </div>
      )}
    </ShownOnce>
  );
}
