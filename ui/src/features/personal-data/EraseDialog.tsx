import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Checkbox, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { FormDialog } from '@/components/dialog/FormDialog';
import { toast } from '@/components/toasts';
import { erase, planErasure, type FoundRecord, type Target } from './api/subject';
import { ErasedFields } from './ErasedFields';
import { Planned } from './Planned';

interface Props {
  records: FoundRecord[];
  value: string;
  onClose: () => void;
  onErased: () => void;
}

interface Answers {
  reason: string;
  sure: boolean;
}

/** Says what an erasure would do, asks why, and does it. */
export function EraseDialog({ records, value, onClose, onErased }: Props) {
  const { t } = useTranslation('personal-data');
  const queries = useQueryClient();
  const [form] = Form.useForm<Answers>();
  const [mode, setMode] = useState<'purge' | 'empty'>('purge');
  const [fields, setFields] = useState<Record<string, string[]>>({});
  const targets: Target[] = records.map(({ form: key, id, deleted }) => ({
    form: key,
    id,
    // What lies in the recycle bin serves nobody any more: it goes as a whole.
    ...(mode === 'empty' && !deleted ? { fields: fields[key] ?? [] } : {}),
  }));
  const isReady = targets.every((target) => target.fields?.length !== 0);
  const plan = useQuery({
    queryKey: ['personal-data', 'plan', targets],
    queryFn: () => planErasure(targets),
    enabled: isReady,
    retry: false,
  });
  const erasing = useMutation({
    mutationFn: ({ reason }: Answers) => erase(targets, reason, value),
    onSuccess: ({ certificate }) => {
      toast(
        certificate.remaining
          ? t('erase.remaining', { count: certificate.remaining })
          : t('erase.done', { count: records.length }),
      );
      void queries.invalidateQueries();
      onErased();
      onClose();
    },
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });
  return (
    <FormDialog
      form={form}
      width={560}
      title={t('erase.title', { count: records.length })}
      action={t('erase.action', { count: records.length })}
      saving={erasing.isPending}
      onFinish={(answers) =>
        isReady ? erasing.mutate(answers) : toast(t('erase.noFields'), { tone: 'error' })
      }
      onClose={onClose}
    >
      <Form.Item label={t('erase.what')}>
        <Radio.Group
          vertical
          value={mode}
          options={(['purge', 'empty'] as const).map((each) => ({
            value: each,
            label: t(`erase.mode.${each}`),
          }))}
          onChange={({ target }) => setMode(target.value as 'purge' | 'empty')}
        />
      </Form.Item>
      {mode === 'empty' ? (
        <ErasedFields records={records.filter((each) => !each.deleted)} value={fields} onChange={setFields} />
      ) : null}
      {mode === 'empty' && records.some((each) => each.deleted) ? <p>{t('erase.binned')}</p> : null}
      {plan.data ? <Planned plan={plan.data} /> : null}
      {plan.error ? (
        <Alert
          type="error"
          title={plan.error instanceof ApiProblem ? plan.error.sentence : t('failed')}
          style={{ marginBottom: 16 }}
        />
      ) : null}
      <Form.Item
        name="reason"
        label={t('reason')}
        extra={t('reasonHint')}
        rules={[{ required: true, whitespace: true, message: t('reasonMissing') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
      </Form.Item>
      <Form.Item
        name="sure"
        valuePropName="checked"
        rules={[
          {
            validator: (_, sure) =>
              sure ? Promise.resolve() : Promise.reject(new Error(t('erase.sureMissing'))),
          },
        ]}
      >
        <Checkbox>{t('erase.sure', { count: records.length })}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
