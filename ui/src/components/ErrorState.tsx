import { DisconnectOutlined, ExclamationOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { RequestButton } from './request/RequestButton';
import type { Wish } from './request/requestStore';
import styles from './states.module.css';

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** What may be asked for where it is refused, or as if it were not there. */
  request?: Wish;
}

/** What went wrong, in a sentence, and the way on. */
export function ErrorState({ error, onRetry, request }: Props) {
  const { t } = useTranslation('components');
  const problem = error instanceof ApiProblem ? error : undefined;
  return (
    <div className={`${styles.state} ${styles.error}`} role="alert">
      <span className={styles.icon} aria-hidden>
        {problem?.isOffline ? <DisconnectOutlined /> : <ExclamationOutlined />}
      </span>
      <h2>{t(titleOf(problem))}</h2>
      <p>{problem?.sentence ?? t('error.unknownHint')}</p>
      {(onRetry ?? request) ? (
        <div className={styles.actions}>
          {onRetry ? <Button onClick={onRetry}>{t('retry')}</Button> : null}
          {request && (problem?.status === 403 || problem?.status === 404) ? (
            <RequestButton wish={request} />
          ) : null}
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
