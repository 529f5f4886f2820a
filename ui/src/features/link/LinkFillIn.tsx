import { CheckCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '@/api/forms';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { RecordEditor } from '@/components/record-form/RecordEditor';
import { SkeletonRows } from '@/components/Skeleton';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { LinkFrame } from './LinkFrame';

/** The form to be filled in, and thanks afterwards. */
export function LinkFillIn({ form: key }: { form: string }) {
  const { t } = useTranslation('link');
  const { text } = useLanguage();
  const form = useForm(key);
  const [round, setRound] = useState(0);
  const [isDone, setDone] = useState(false);
  const definition = form.data?.fillIn ?? form.data?.definition;
  const title = text(definition?.title, t('title'));

  return (
    <LinkFrame title={title} description={definition ? text(definition.description) : undefined}>
      {form.error && !form.data ? (
        <ErrorState error={form.error} onRetry={() => void form.refetch()} />
      ) : !definition ? (
        <SkeletonRows label={t('loading')} />
      ) : isDone ? (
        <EmptyState
          icon={<CheckCircleOutlined aria-hidden />}
          title={t('thanks.title')}
          hint={t('thanks.hint', { form: title })}
          action={
            <Button
              onClick={() => {
                setRound(round + 1);
                setDone(false);
              }}
            >
              {t('thanks.another')}
            </Button>
          }
        />
      ) : (
        <RecordEditor key={round} form={definition} saveLabel={t('send')} onSaved={() => setDone(true)} />
      )}
    </LinkFrame>
  );
}
