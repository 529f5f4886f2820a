import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNumbers } from '@/lib/useNumbers';
import styles from './HomePage.module.css';

interface Props {
  to: string;
  title: string;
  description: string;
  count: number | undefined;
  mayCreate: boolean;
}

/** A form with how many records it has, and the way to a new one. */
export function FormCard({ to, title, description, count, mayCreate }: Props) {
  const { t } = useTranslation('home');
  const number = useNumbers();
  return (
    <div className={styles.card}>
      <Link to={to} className={styles.cover}>
        <span className={styles.name}>{title}</span>
        {description ? <span className={styles.about}>{description}</span> : null}
        {count === undefined ? null : (
          <span className={styles.count}>
            <b>{number(count)}</b> {t('records', { count })}
          </span>
        )}
      </Link>
      {mayCreate ? (
        <Link
          to={`${to}/new`}
          className={styles.add}
          aria-label={t('create', { form: title })}
          title={t('create', { form: title })}
        >
          <PlusOutlined aria-hidden />
        </Link>
      ) : null}
    </div>
  );
}
