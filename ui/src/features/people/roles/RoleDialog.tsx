import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { FormDialog } from '@/components/dialog/FormDialog';
import { showErrors } from '@/components/dialog/showErrors';
import { TitleAndKey, titleOf, type TitleValues } from '@/components/dialog/TitleAndKey';
import { createRole } from '@/api/roles';
import styles from '../people.module.css';

interface Props {
  taken: readonly string[];
  onClose: () => void;
}

/** A new role's name; what it may do and who has it is said on its page. */
export function RoleDialog({ taken, onClose }: Props) {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<TitleValues>();

  const create = useMutation({
    mutationFn: (values: TitleValues) => createRole({ key: values.key, title: titleOf(values) }),
    onSuccess: async (role) => {
      await navigate(`/roles/${role.key}`);
      await queries.invalidateQueries({ queryKey: ['roles'] });
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });

  return (
    <FormDialog<TitleValues>
      form={form}
      title={t('roles.create')}
      action={t('roles.create')}
      saving={create.isPending}
      onFinish={(values) => create.mutate(values)}
      onClose={onClose}
      initialValues={{ zh: '', en: '', key: '' }}
    >
      <TitleAndKey form={form} stem="role" taken={taken} />
      <p className={styles.note}>{t('roles.hint')}</p>
    </FormDialog>
  );
}
