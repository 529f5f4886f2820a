import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/dialog/FormDialog';
import { showErrors } from '@/components/dialog/showErrors';
import { toast } from '@/components/toasts';
import { changePassword } from './api/password';

interface Values {
  currentPassword: string;
  newPassword: string;
  again: string;
}

/** My own password: the one of now, and the new one twice. */
export function ChangePassword({ onClose, onChanged }: { onClose: () => void; onChanged?: () => void }) {
  const { t } = useTranslation('people');
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: ({ currentPassword, newPassword }: Values) =>
      changePassword({ currentPassword, newPassword }),
    onSuccess: () => {
      toast(t('password.changed'), { seconds: 5 });
      onClose();
      onChanged?.();
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });
  return (
    <FormDialog<Values>
      form={form}
      title={t('password.title')}
      action={t('password.action')}
      saving={save.isPending}
      onFinish={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <Form.Item
        name="currentPassword"
        label={t('password.current')}
        rules={[{ required: true, message: t('password.currentNeeded') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={t('users.newPassword')}
        extra={t('password.hint')}
        rules={[{ required: true, message: t('password.newNeeded') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('password.again')}
        dependencies={['newPassword']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, again) =>
              again === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error(t('password.different'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </FormDialog>
  );
}
