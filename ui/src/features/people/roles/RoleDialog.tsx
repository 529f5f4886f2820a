import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/dialog/FormDialog';
import { showErrors } from '@/components/dialog/showErrors';
import { TitleAndKey, titleOf, type TitleValues } from '@/components/dialog/TitleAndKey';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { createRole, deleteRole, replaceRole, type Role } from '@/api/roles';
import styles from '../people.module.css';

interface Props {
  role: Role | undefined;
  taken: readonly string[];
  onClose: () => void;
}

/** A role's name. Which forms it may use is said in the form's members. */
export function RoleDialog({ role, taken, onClose }: Props) {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const queries = useQueryClient();
  const [form] = Form.useForm<TitleValues>();
  const title = text(role?.title, role?.key);

  const settle = async () => {
    await queries.invalidateQueries({ queryKey: ['roles'] });
    onClose();
  };
  const save = useMutation({
    mutationFn: (values: TitleValues) => {
      const body = {
        key: values.key,
        title: titleOf(values),
        grants: role?.grants ?? [],
        departments: role?.departments ?? [],
      };
      return role ? replaceRole(role.key, body) : createRole(body);
    },
    onSuccess: async (saved) => {
      toast(t('roles.saved', { title: text(saved.title, saved.key) }), { seconds: 5 });
      await settle();
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });
  const remove = useMutation({
    mutationFn: () => deleteRole(role?.key ?? ''),
    onSuccess: async () => {
      toast(t('roles.deleted', { title }), { seconds: 5 });
      await settle();
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });

  return (
    <FormDialog<TitleValues>
      form={form}
      title={role ? title : t('roles.create')}
      action={role ? t('save') : t('roles.create')}
      saving={save.isPending}
      onFinish={(values) => save.mutate(values)}
      onClose={onClose}
      initialValues={{ zh: role?.title['zh-CN'] ?? '', en: role?.title.en ?? '', key: role?.key ?? '' }}
      remove={
        role && {
          label: t('roles.delete'),
          title: t('roles.deleteTitle', { title }),
          ...(role.users > 0 ? { hint: t('roles.deleteHint', { count: role.users }) } : {}),
          pending: remove.isPending,
          act: () => remove.mutate(),
        }
      }
    >
      <TitleAndKey form={form} stem={role ? undefined : 'role'} taken={taken} />
      <p className={styles.note}>{t('roles.hint')}</p>
    </FormDialog>
  );
}
