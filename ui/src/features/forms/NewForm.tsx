import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import type { App } from '@/api/types';
import { FormDialog } from '@/components/dialog/FormDialog';
import { TitleAndKey, titleOf, type TitleValues } from '@/components/dialog/TitleAndKey';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { createForm } from './api/createForm';

interface Values extends TitleValues {
  app?: string;
}

interface Props {
  apps: App[];
  /** The keys that forms have already. */
  taken: readonly string[];
  onClose: () => void;
}

/** A name is enough to start; the designer opens next. */
export function NewForm({ apps, taken, onClose }: Props) {
  const { t } = useTranslation('forms');
  const { text } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();

  const create = useMutation({
    mutationFn: ({ app, ...names }: Values) =>
      createForm({
        key: names.key,
        ...(app ? { app } : {}),
        title: titleOf(names),
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
    <FormDialog<Values>
      form={form}
      title={t('new.title')}
      action={t('new.action')}
      saving={create.isPending}
      onFinish={(values) => create.mutate(values)}
      onClose={onClose}
    >
      <TitleAndKey
        form={form}
        stem="form"
        taken={taken}
        example={{ zh: '紧急联系人', en: 'Emergency contact' }}
      />
      {apps.length > 0 ? (
        <Form.Item name="app" label={t('new.app')}>
          <Select
            allowClear
            options={apps.map((app) => ({ value: app.key, label: text(app.title, app.key) }))}
          />
        </Form.Item>
      ) : null}
    </FormDialog>
  );
}
