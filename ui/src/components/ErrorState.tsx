import { DisconnectOutlined, ExclamationOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import styles from './states.module.css';

/** What went wrong, in a sentence, and the way on. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('components');
  const problem = error instanceof ApiProblem ? error : undefined;
  return (
    <div className={`${styles.state} ${styles.error}`} role="alert">
      <span className={styles.icon} aria-hidden>
        {problem?.isOffline ? <DisconnectOutlined /> : <ExclamationOutlined />}
      </span>
      <h2>{t(titleOf(problem))}</h2>
      <p>{problem?.sentence ?? t('error.unknownHint')}</p>
      {onRetry ? (
        <div className={styles.actions}>
          <Button onClick={onRetry}>{t('retry')}</Button>
        </div>
      ) : null}
    </div>
  );
}

function titleOf(problem: ApiProblem | undefined) {
  if (problem?.isOffline) return 'error.offline';
  if (problem?.status === 403) return 'error.forbidden';
  if (problem?.status === 404) return 'error.notFound';
  return 'error.unknown';
}
