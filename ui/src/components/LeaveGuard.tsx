import { Modal } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';

/** Asks before a page is left whose changes are kept nowhere yet. */
export function LeaveGuard({ active }: { active: boolean }) {
  const { t } = useTranslation('components');
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => active && currentLocation.pathname !== nextLocation.pathname,
  );

  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [active]);

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
