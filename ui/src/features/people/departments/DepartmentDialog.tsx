import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { Named } from '@/api/types';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { createDepartment, deleteDepartment, updateDepartment, type Department } from '../api/departments';
import { showErrors } from '../showErrors';
import { TitleAndKey, titleOf, titleRule, type TitleValues } from '../TitleAndKey';
import { branchesOf, familyOf } from './tree';

interface Values extends TitleValues {
  parent?: string | null;
  head?: string | null;
}

interface Props {
  department: Department | undefined;
  parent: string | undefined;
  departments: Department[];
  onClose: () => void;
}

export function DepartmentDialog({ department, parent, departments, onClose }: Props) {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const people = useQuery({
    queryKey: ['directory', ''],
    queryFn: () => api.get<{ users: Named[] }>('/directory'),
  });
  const family = department ? familyOf(departments, department.id) : new Set<string>();

  const settle = async () => {
    await queries.invalidateQueries({ queryKey: ['departments'] });
    onClose();
  };
  const save = useMutation({
    mutationFn: (values: Values) => {
      const body = {
        key: values.key,
        title: titleOf(values),
        parent: values.parent ?? null,
        head: values.head ?? null,
      };
      return department ? updateDepartment(department.id, body) : createDepartment(body);
    },
    onSuccess: settle,
    onError: (error) => showErrors(form, error, t('failed')),
  });
  const remove = useMutation({
    mutationFn: () => deleteDepartment(department?.id ?? ''),
    onSuccess: async () => {
      toast(t('departments.deleted', { title: text(department?.title, department?.key) }), { seconds: 5 });
      await settle();
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });

  return (
    <Modal
      open
      width={440}
      title={department ? text(department.title, department.key) : t('departments.create')}
      onCancel={onClose}
      footer={[
        department ? (
          <Button
            key="delete"
            danger
            style={{ float: 'left' }}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t('departments.delete')}
          </Button>
        ) : null,
        <Button key="cancel" onClick={onClose}>
          {t('cancel')}
        </Button>,
        <Button key="save" type="primary" loading={save.isPending} onClick={() => form.submit()}>
          {department ? t('save') : t('departments.create')}
        </Button>,
      ]}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => save.mutate(values)}
        initialValues={{
          zh: department?.title['zh-CN'] ?? '',
          en: department?.title.en ?? '',
          key: department?.key ?? '',
          parent: department?.parent?.id ?? parent ?? null,
          head: department?.head ?? null,
        }}
      >
        <TitleAndKey form={form} rule={titleRule(form, t('nameNeeded'))} />
        <Form.Item name="parent" label={t('departments.parent')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('departments.top')}
            options={branchesOf(departments)
              .filter(({ department: each }) => !family.has(each.id))
              .map(({ department: each, depth }) => ({
                value: each.id,
                label: `${'　'.repeat(depth)}${text(each.title, each.key)}`,
              }))}
          />
        </Form.Item>
        <Form.Item name="head" label={t('departments.head')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={(people.data?.users ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
