import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLeaveGuard } from '@/lib/useLeaveGuard';

/** Asks before a page is left whose changes are kept nowhere yet. */
export function LeaveGuard({ active }: { active: boolean }) {
  const { t } = useTranslation('components');
  const blocker = useLeaveGuard(active);

  if (blocker.state !== 'blocked') return null;
  return (
    <Modal
      open
      width={440}
      title={t('leave.title')}
      okText={t('leave.stay')}
      cancelText={t('leave.discard')}
      cancelButtonProps={{ danger: true, onClick: () => blocker.proceed() }}
      onOk={() => blocker.reset()}
      onCancel={() => blocker.reset()}
    >
      {t('leave.text')}
    </Modal>
  );
}
