import { CloseOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Toasts.module.css';
import { dismiss, toastStore } from './toasts';

/** Where toasts appear; one of these stands in the frame. */
export function Toasts() {
  const { t } = useTranslation('components');
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.read);
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {toasts.map(({ id, text, tone, action }) => (
        <div key={id} className={styles.toast}>
          {tone === 'error' ? <ExclamationCircleOutlined className={styles.warn} aria-hidden /> : null}
          <span className={styles.text}>{text}</span>
          {action ? (
            <button
              type="button"
              className={styles.action}
              onClick={() => {
                dismiss(id);
                action.act();
              }}
            >
              {action.label}
            </button>
          ) : null}
          <button type="button" className={styles.close} aria-label={t('close')} onClick={() => dismiss(id)}>
            <CloseOutlined aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
