import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '@/api/forms';
import { useMe } from '@/api/me';
import { ErrorState } from '@/components/ErrorState';
import { RequestButton } from '@/components/request/RequestButton';
import { SkeletonRows } from '@/components/Skeleton';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import { explain, type Question } from './explain';
import styles from './explain.module.css';
import { closeExplain, type Start } from './explainStore';
import { Answer } from './ExplainAnswer';
import { Questions } from './Questions';

/** Whether somebody may do something with a form, a record or a field, and why. Others than administrators ask for themselves. */
export function ExplainDrawer({ start }: { start: Start }) {
  const { t } = useTranslation(['explain', 'access', 'filters']);
  const { text } = useLanguage();
  const { me, isAdministrator } = useMe();
  const isPhone = useIsPhone();
  const [question, setQuestion] = useState<Question>(() => ({
    form: start.form,
    action: start.action ?? 'read',
    record: start.record,
    field: start.field,
    user: start.user ?? me?.id,
  }));
  const form = useForm(question.form);
  const answer = useQuery({
    queryKey: ['explain', question],
    queryFn: () => explain(question),
    gcTime: 0,
    enabled: question.form !== '',
  });

  return (
    <Drawer
      open
      title={t('title')}
      size={isPhone ? '90dvh' : 520}
      placement={isPhone ? 'bottom' : 'right'}
      onClose={closeExplain}
    >
      <p className={styles.lead}>
        {question.record
          ? t('about', {
              form: text(form.data?.title, question.form),
              record: start.recordTitle || t('untitled'),
            })
          : t('aboutForm', { form: text(form.data?.title, question.form) })}
      </p>
      <Questions
        question={question}
        definition={form.data?.definition ?? undefined}
        person={
          isAdministrator
            ? { id: question.user ?? '', name: start.userName ?? me?.displayName ?? '' }
            : undefined
        }
        onChange={(next) => setQuestion((before) => ({ ...before, ...next }))}
      />
      {answer.isPending ? <SkeletonRows rows={4} label={t('loading')} /> : null}
      {answer.isError ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.data ? (
        <Answer explanation={answer.data} question={question} definition={form.data?.definition ?? undefined}>
          {answer.data.allowed || question.user !== me?.id ? null : (
            <p>
              <RequestButton
                wish={{
                  form: question.form,
                  record: question.record,
                  recordTitle: start.recordTitle,
                  field: question.field,
                  action: question.action,
                  ...(answer.data.reason?.code === 'second_person' ? { kind: 'secondPerson' } : {}),
                }}
              />
            </p>
          )}
        </Answer>
      ) : null}
    </Drawer>
  );
}
