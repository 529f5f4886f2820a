import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useForm } from '@/api/forms';
import { linkedRecordQuery } from '@/api/link';
import { ErrorState } from '@/components/ErrorState';
import { RecordForm } from '@/components/record-form/RecordForm';
import { SkeletonRows } from '@/components/Skeleton';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { LinkFrame } from './LinkFrame';
import styles from './link.module.css';

/** One record, to be read. */
export function LinkRecord({ form: key, id, onBack }: { form: string; id: string; onBack?: () => void }) {
  const { t } = useTranslation('link');
  const { text } = useLanguage();
  const form = useForm(key);
  const record = useQuery(linkedRecordQuery(key, id));
  const error = form.error ?? record.error;
  const definition = form.data?.definition;

  return (
    <LinkFrame
      title={record.data?.title || text(definition?.title, t('title'))}
      description={text(definition?.title)}
    >
      {onBack ? (
        <Button
          type="link"
          className={styles.back ?? ''}
          icon={<ArrowLeftOutlined aria-hidden />}
          onClick={onBack}
        >
          {t('back')}
        </Button>
      ) : null}
      {error ? (
        <ErrorState error={error} onRetry={() => void Promise.all([form.refetch(), record.refetch()])} />
      ) : definition && record.data ? (
        <RecordForm form={definition} value={record.data.data} mode="view" />
      ) : (
        <SkeletonRows label={t('loading')} />
      )}
    </LinkFrame>
  );
}
