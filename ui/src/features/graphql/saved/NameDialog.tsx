import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/dialog/FormDialog';
import { showErrors } from '@/components/dialog/showErrors';
import type { SavedOperation } from '../api/saved';

interface Props {
  title: string;
  action: string;
  name: string;
  save: (name: string) => Promise<SavedOperation>;
  onDone: (saved: SavedOperation) => void;
  onClose: () => void;
}

/** The name under which an operation is kept. */
export function NameDialog({ title, action, name, save, onDone, onClose }: Props) {
  const { t } = useTranslation('graphql');
  const [form] = Form.useForm<{ name: string }>();
  const saving = useMutation({
    mutationFn: (values: { name: string }) => save(values.name.trim()),
    onSuccess: (saved) => {
      onDone(saved);
      onClose();
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });
  return (
    <FormDialog
      form={form}
      title={title}
      action={action}
      saving={saving.isPending}
      initialValues={{ name }}
      onFinish={(values) => saving.mutate(values)}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('saved.name')}
        rules={[{ required: true, whitespace: true, message: t('saved.nameNeeded') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
    </FormDialog>
  );
}
