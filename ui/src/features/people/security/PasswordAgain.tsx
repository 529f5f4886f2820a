import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/dialog/FormDialog';
import { showErrors } from '@/components/dialog/showErrors';

interface Props {
  title: string;
  hint: string;
  /** False for who signs in by a provider only. */
  askPassword: boolean;
  act: (password: string) => Promise<unknown>;
  onClose: () => void;
}

/** What concerns the sign-in itself is done only with the password again. */
export function PasswordAgain({ title, hint, askPassword, act, onClose }: Props) {
  const { t } = useTranslation('people');
  const [form] = Form.useForm<{ password: string }>();
  const run = useMutation({
    mutationFn: (password: string) => act(password),
    onError: (error) => showErrors(form, error, t('failed')),
  });
  return (
    <FormDialog<{ password: string }>
      form={form}
      title={title}
      action={title}
      saving={run.isPending}
      initialValues={{ password: '' }}
      onFinish={({ password }) => run.mutate(password)}
      onClose={onClose}
    >
      <p>{hint}</p>
      <Form.Item
        name="password"
        label={t('password.current')}
        hidden={!askPassword}
        rules={askPassword ? [{ required: true, message: t('password.currentNeeded') }] : []}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
    </FormDialog>
  );
}
