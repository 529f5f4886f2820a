import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLeaveGuard } from '@/lib/useLeaveGuard';

/** Asks before a page with unsaved changes is left; the draft stays on the device unless one throws it away. */
export function UnsavedGuard({ active, onDiscard }: { active: boolean; onDiscard: () => void }) {
  const { t } = useTranslation('record-form');
  // A session that ended asks for a name first; the draft is here when one is back.
  const blocker = useLeaveGuard(active, (pathname) => pathname === '/sign-in');

  if (blocker.state !== 'blocked') return null;
  return (
    <Modal
      open
      title={t('leave.title')}
      width={440}
      onCancel={() => blocker.reset()}
      footer={[
        <Button
          key="discard"
          danger
          onClick={() => {
            onDiscard();
            blocker.proceed();
          }}
        >
          {t('leave.discard')}
        </Button>,
        <Button key="keep" onClick={() => blocker.proceed()}>
          {t('leave.keep')}
        </Button>,
        <Button key="stay" type="primary" onClick={() => blocker.reset()}>
          {t('leave.stay')}
        </Button>,
      ]}
    >
      {t('leave.text')}
    </Modal>
  );
}
