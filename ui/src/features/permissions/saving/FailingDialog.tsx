import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FailingTest } from '@/api/permissionTests';
import { useLanguage } from '@/lib/i18n/useLanguage';

interface Props {
  failing: FailingTest[];
  onSave: () => void;
  onClose: () => void;
}

/** What is expected of the rules and would no longer be so. */
export function FailingDialog({ failing, onSave, onClose }: Props) {
  const { t } = useTranslation('permissions');
  const { text } = useLanguage();
  return (
    <Modal
      open
      title={t('failing.title', { count: failing.length })}
      okText={t('failing.save')}
      okButtonProps={{ danger: true }}
      cancelText={t('cancel')}
      onOk={onSave}
      onCancel={onClose}
    >
      <p>{t('failing.hint')}</p>
      <ul>
        {failing.map((test) => (
          <li key={test.id}>{text(test.title)}</li>
        ))}
      </ul>
    </Modal>
  );
}
