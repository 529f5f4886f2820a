import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DatePicker, Form, Input, InputNumber } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/dialog/FormDialog';
import { showErrors } from '@/components/dialog/showErrors';
import type { Grant } from '@/api/roles';
import { createToken } from '../api/tokens';
import { ScopesInput } from './ScopesInput';
import { TokenShown } from './TokenShown';

interface Values {
  name: string;
  scopes: Grant[];
  expiresAt: Dayjs | null;
  requestsPerMinute: number | null;
}

/** A name, what it may do, until when; the token itself is shown once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const create = useMutation({
    mutationFn: ({ name, scopes, expiresAt, requestsPerMinute }: Values) =>
      createToken({
        name: name.trim(),
        ...(scopes.length > 0 ? { scopes } : {}),
        ...(requestsPerMinute ? { requestsPerMinute } : {}),
        ...(expiresAt ? { expiresAt: expiresAt.endOf('day').toISOString() } : {}),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
    onError: (error) => showErrors(form, error, t('failed')),
  });

  if (create.data) return <TokenShown token={create.data.token} name={create.data.name} onClose={onClose} />;
  return (
    <FormDialog<Values>
      form={form}
      width={520}
      title={t('tokens.create')}
      action={t('tokens.create')}
      saving={create.isPending}
      onFinish={(values) => create.mutate(values)}
      onClose={onClose}
      initialValues={{ name: '', scopes: [], requestsPerMinute: null, expiresAt: dayjs().add(90, 'day') }}
    >
      <Form.Item
        name="name"
        label={t('tokens.name')}
        rules={[{ required: true, whitespace: true, message: t('tokens.nameNeeded') }]}
      >
        <Input autoFocus maxLength={100} placeholder={t('tokens.nameExample')} />
      </Form.Item>
      <Form.Item name="expiresAt" label={t('tokens.expires')} extra={t('tokens.expiresHint')}>
        <DatePicker style={{ width: '100%' }} minDate={dayjs()} />
      </Form.Item>
      <Form.Item name="requestsPerMinute" label={t('tokens.limitRate')} extra={t('tokens.limitRateHint')}>
        <InputNumber min={1} max={1_000_000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="scopes" label={t('tokens.scopes')} extra={t('tokens.scopesHint')}>
        <ScopesInput />
      </Form.Item>
    </FormDialog>
  );
}
