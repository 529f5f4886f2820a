import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { FormDialog } from '@/components/dialog/FormDialog';
import { toast } from '@/components/toasts';
import { exportSubject, type FoundRecord } from './api/subject';

/** Asks why, then saves all that the records hold. */
export function ExportDialog({ records, onClose }: { records: FoundRecord[]; onClose: () => void }) {
  const { t } = useTranslation('personal-data');
  const queries = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const exporting = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      exportSubject(
        records.map(({ form: key, id }) => ({ form: key, id })),
        reason,
      ),
    onSuccess: () => {
      toast(t('export.done'));
      void queries.invalidateQueries({ queryKey: ['personal-data'] });
      onClose();
    },
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });
  return (
    <FormDialog
      form={form}
      title={t('export.title', { count: records.length })}
      action={t('export.action')}
      saving={exporting.isPending}
      onFinish={exporting.mutate}
      onClose={onClose}
    >
      <p>{t('export.hint')}</p>
      <Form.Item
        name="reason"
        label={t('reason')}
        extra={t('reasonHint')}
        rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
      </Form.Item>
    </FormDialog>
  );
}
