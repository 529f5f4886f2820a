import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BinItem } from './api/recycleBin';
import type { RestoreAnswer } from './api/restoreFromBin';
import styles from './recovery.module.css';

interface Props {
  items: BinItem[];
  refused: RestoreAnswer['results'];
  onClose: () => void;
}

/** What could not come back, and why. */
export function RefusedDialog({ items, refused, onClose }: Props) {
  const { t } = useTranslation('recovery');
  return (
    <Modal
      open
      width={520}
      title={t('bin.refused', { count: refused.length })}
      okText={t('bin.understood')}
      cancelButtonProps={{ style: { display: 'none' } }}
      onOk={onClose}
      onCancel={onClose}
    >
      <ul className={styles.refused}>
        {refused.map((each) => (
          <li key={each.id}>
            <b>{items.find((item) => item.id === each.id)?.title ?? items[each.index]?.title}</b>{' '}
            {each.errors?.[0]?.message}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
