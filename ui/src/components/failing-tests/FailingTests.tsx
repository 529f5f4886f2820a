import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '@/api/me';
import { testsQuery } from '@/api/permissionTests';

/** Tells administrators that the rules of access do not do what is expected of them; nothing else to nobody else. */
export function FailingTests() {
  const { t } = useTranslation('failing-tests');
  const { isAdministrator } = useMe();
  const count = useQuery({ ...testsQuery, enabled: isAdministrator }).data?.failing ?? 0;
  if (!isAdministrator || count === 0) return null;
  return (
    <Alert
      banner
      type="error"
      title={
        <>
          {t('failing', { count })} <Link to="/rules/tests">{t('look')}</Link>
        </>
      }
    />
  );
}
