import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/dialog/FormDialog';
import { showErrors } from '@/components/dialog/showErrors';
import { TitleAndKey, titleOf, type TitleValues } from '@/components/dialog/TitleAndKey';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { createDepartment, deleteDepartment, updateDepartment, type Department } from '../api/departments';
import { HeadPicker } from './HeadPicker';
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

/** A department: its name, where it hangs, who leads it. */
export function DepartmentDialog({ department, parent, departments, onClose }: Props) {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const family = department ? familyOf(departments, department.id) : new Set<string>();
  const title = text(department?.title, department?.key);

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
    onSuccess: async (saved) => {
      toast(t('departments.saved', { title: text(saved.title, saved.key) }), { seconds: 5 });
      await settle();
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });
  const remove = useMutation({
    mutationFn: () => deleteDepartment(department?.id ?? ''),
    onSuccess: async () => {
      toast(t('departments.deleted', { title }), { seconds: 5 });
      await settle();
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });

  return (
    <FormDialog<Values>
      form={form}
      title={department ? title : t('departments.create')}
      action={department ? t('save') : t('departments.create')}
      saving={save.isPending}
      onFinish={(values) => save.mutate(values)}
      onClose={onClose}
      initialValues={{
        zh: department?.title['zh-CN'] ?? '',
        en: department?.title.en ?? '',
        key: department?.key ?? '',
        parent: department?.parent?.id ?? parent ?? null,
        head: department?.head ?? null,
      }}
      remove={
        department && {
          label: t('departments.delete'),
          title: t('departments.deleteTitle', { title }),
          ...(department.users > 0 ? { hint: t('departments.deleteHint', { count: department.users }) } : {}),
          pending: remove.isPending,
          act: () => remove.mutate(),
        }
      }
    >
      <TitleAndKey
        form={form}
        stem={department ? undefined : 'department'}
        taken={departments.map((each) => each.key)}
      />
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
        <HeadPicker />
      </Form.Item>
    </FormDialog>
  );
}
