import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Grant } from '../api/roles';
import { createToken } from '../api/tokens';
import { showErrors } from '../showErrors';
import { ScopesInput } from './ScopesInput';
import { TokenShown } from './TokenShown';

interface Values {
  name: string;
  scopes: Grant[];
  expiresAt: Dayjs | null;
}

/** A name, what it may do, until when; the token itself is shown once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const create = useMutation({
    mutationFn: ({ name, scopes, expiresAt }: Values) =>
      createToken({
        name: name.trim(),
        ...(scopes.length > 0 ? { scopes } : {}),
        ...(expiresAt ? { expiresAt: expiresAt.endOf('day').toISOString() } : {}),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
    onError: (error) => showErrors(form, error, t('failed')),
  });

  if (create.data) return <TokenShown token={create.data.token} name={create.data.name} onClose={onClose} />;
  return (
    <Modal
      open
      width={520}
      title={t('tokens.create')}
      okText={t('tokens.create')}
      confirmLoading={create.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => create.mutate(values)}
        initialValues={{ name: '', scopes: [], expiresAt: dayjs().add(90, 'day') }}
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
        <Form.Item name="scopes" label={t('tokens.scopes')} extra={t('tokens.scopesHint')}>
          <ScopesInput />
        </Form.Item>
      </Form>
    </Modal>
  );
}
