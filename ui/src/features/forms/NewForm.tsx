import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import type { App } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { createForm } from './api/createForm';
import { keyFrom } from './keyFrom';

interface Values {
  zh?: string;
  en?: string;
  key: string;
  app?: string;
}

/** A name is enough to start; the designer opens next. */
export function NewForm({ apps, onClose }: { apps: App[]; onClose: () => void }) {
  const { t } = useTranslation('forms');
  const { text } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();

  const create = useMutation({
    mutationFn: ({ zh, en, key, app }: Values) =>
      createForm({
        key,
        ...(app ? { app } : {}),
        title: { ...(zh ? { 'zh-CN': zh } : {}), ...(en ? { en } : {}) },
        titleField: 'name',
        fields: [{ key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' }, required: true }],
      }),
    onSuccess: async (_, { key }) => {
      await queries.invalidateQueries({ queryKey: ['forms'] });
      await navigate(`/forms/${key}/design`);
    },
    onError: (error) => {
      const sentence = error instanceof ApiProblem ? error.sentence : t('new.failed');
      form.setFields([{ name: 'key', errors: [sentence] }]);
    },
  });

  return (
    <Modal
      open
      title={t('new.title')}
      okText={t('new.action')}
      confirmLoading={create.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
      width={440}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => create.mutate(values)}
        onValuesChange={(changed: Partial<Values>) => {
          if (changed.en !== undefined && !form.isFieldTouched('key'))
            form.setFieldValue('key', keyFrom(changed.en));
        }}
      >
        <Form.Item
          name="zh"
          label={t('new.zh')}
          rules={[
            {
              validator: () =>
                form.getFieldValue('zh') || form.getFieldValue('en')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('new.nameNeeded'))),
            },
          ]}
        >
          <Input autoFocus placeholder="紧急联系人" />
        </Form.Item>
        <Form.Item name="en" label={t('new.en')}>
          <Input placeholder="Emergency contact" />
        </Form.Item>
        <Form.Item
          name="key"
          label={t('new.key')}
          extra={t('new.keyHint')}
          rules={[{ required: true, pattern: /^[a-z][A-Za-z0-9]{0,62}$/, message: t('new.keyWrong') }]}
        >
          <Input placeholder="emergencyContact" />
        </Form.Item>
        {apps.length > 0 ? (
          <Form.Item name="app" label={t('new.app')}>
            <Select
              allowClear
              options={apps.map((app) => ({ value: app.key, label: text(app.title, app.key) }))}
            />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
