import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { Key } from '@/components/Key';
import styles from './Shortcuts.module.css';

const groups = {
  everywhere: ['/', 'mod+k', '?'],
  table: ['n', 'e', '↑ ↓ ← →', 'Enter', 'mod+Enter', 'Space', 'Shift Space', 'mod+a', 'Delete'],
  record: ['j', 'k', 'mod+s', 'Esc'],
  graphql: ['mod+Enter', 'Ctrl Space', 'Alt Shift F', 'mod+/', 'mod+f', 'mod+s'],
} as const;

/** The keys, listed by `?`. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Modal open title={t('shortcuts.title')} footer={null} onCancel={onClose} width={520}>
      {Object.entries(groups).map(([group, keys]) => (
        <section key={group} className={styles.group}>
          <h3>{t(`shortcuts.groups.${group}`)}</h3>
          <dl>
            {keys.map((key) => (
              <div key={key}>
                <dt>
                  <Key name={key} />
                </dt>
                <dd>{t(`shortcuts.keys.${group}.${key}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
