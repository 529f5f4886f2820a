import { BellOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { noticesQuery } from '@/api/notices';
import styles from './TopBar.module.css';

/** How much one is told of and has not read. */
export function Bell() {
  const { t } = useTranslation('app');
  const count = useQuery(noticesQuery).data?.unread ?? 0;
  return (
    <Link to="/notices" className={styles.bell} aria-label={t('notices', { count })}>
      <Badge count={count} size="small" overflowCount={9}>
        <BellOutlined aria-hidden />
      </Badge>
    </Link>
  );
}
