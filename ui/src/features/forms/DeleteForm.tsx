import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import { ApiProblem } from '@/api/ApiProblem';
import type { Form } from '@/api/types';
import { AffectedOperations } from '@/components/contract/AffectedOperations';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useNumbers } from '@/lib/useNumbers';
import { deleteForm, deletionQuery } from './api/deleteForm';
import { useRestoreForm } from './useRestoreForm';

/** What would go with the form and what uses it, before it goes. */
export function DeleteForm({ form, onClose }: { form: Form; onClose: () => void }) {
  const { t } = useTranslation('forms');
  const { text } = useLanguage();
  const number = useNumbers();
  const forms = useForms().data ?? [];
  const what = useQuery(deletionQuery(form.key));
  const { restore, again } = useRestoreForm();
  const name = text(form.title, form.key);
  const { records = 0, usedBy = [] } = what.data ?? {};

  const remove = useMutation({
    mutationFn: () => deleteForm(form.key, records),
    onSuccess: async () => {
      onClose();
      await again();
      toast(t('delete.done', { name }), {
        action: { label: t('delete.undo'), act: () => restore.mutate({ form: form.key, name }) },
      });
    },
    onError: () => void what.refetch(),
  });

  return (
    <Modal
      open
      width={640}
      title={t('delete.title', { name })}
      okText={
        records > 0 ? t('delete.actRecords', { count: records, shown: number(records) }) : t('delete.act')
      }
      okButtonProps={{ danger: true, disabled: !what.data, loading: remove.isPending }}
      cancelText={t('delete.cancel')}
      onOk={() => remove.mutate()}
      onCancel={onClose}
    >
      {what.isPending ? <SkeletonRows rows={3} label={t('loading')} /> : null}
      {what.isError ? <ErrorState error={what.error} onRetry={() => void what.refetch()} /> : null}
      {remove.isError ? (
        <Alert
          type="error"
          showIcon
          title={remove.error instanceof ApiProblem ? remove.error.sentence : t('delete.failed')}
        />
      ) : null}
      {what.data ? (
        <>
          <p>
            {records > 0
              ? t('delete.records', { count: records, shown: number(records) })
              : t('delete.noRecords')}
          </p>
          {usedBy.length > 0 ? (
            <p>
              {t('delete.usedBy', {
                count: usedBy.length,
                forms: usedBy
                  .map((key) => text(forms.find((each) => each.key === key)?.title, key))
                  .join(t('comma')),
              })}
            </p>
          ) : null}
          <AffectedOperations report={what.data.operations} />
        </>
      ) : null}
    </Modal>
  );
}
