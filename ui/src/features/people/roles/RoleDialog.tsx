import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { createRole, deleteRole, replaceRole, type Role } from '../api/roles';
import styles from '../people.module.css';
import { showErrors } from '../showErrors';
import { TitleAndKey, titleOf, titleRule, type TitleValues } from '../TitleAndKey';

/** A role's name. Which forms it may use is said in the form's members. */
export function RoleDialog({ role, onClose }: { role: Role | undefined; onClose: () => void }) {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const queries = useQueryClient();
  const [form] = Form.useForm<TitleValues>();

  const settle = async () => {
    await queries.invalidateQueries({ queryKey: ['roles'] });
    onClose();
  };
  const save = useMutation({
    mutationFn: (values: TitleValues) => {
      const body = { key: values.key, title: titleOf(values), grants: role?.grants ?? [] };
      return role ? replaceRole(role.key, body) : createRole(body);
    },
    onSuccess: settle,
    onError: (error) => showErrors(form, error, t('failed')),
  });
  const remove = useMutation({
    mutationFn: () => deleteRole(role?.key ?? ''),
    onSuccess: async () => {
      toast(t('roles.deleted', { title: text(role?.title, role?.key) }), { seconds: 5 });
      await settle();
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });

  return (
    <Modal
      open
      width={440}
      title={role ? text(role.title, role.key) : t('roles.create')}
      onCancel={onClose}
      footer={[
        role ? (
          <Button
            key="delete"
            danger
            style={{ float: 'left' }}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t('roles.delete')}
          </Button>
        ) : null,
        <Button key="cancel" onClick={onClose}>
          {t('cancel')}
        </Button>,
        <Button key="save" type="primary" loading={save.isPending} onClick={() => form.submit()}>
          {role ? t('save') : t('roles.create')}
        </Button>,
      ]}
    >
      <Form<TitleValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => save.mutate(values)}
        initialValues={{ zh: role?.title['zh-CN'] ?? '', en: role?.title.en ?? '', key: role?.key ?? '' }}
      >
        <TitleAndKey form={form} rule={titleRule(form, t('nameNeeded'))} />
      </Form>
      <p className={styles.note}>{t('roles.hint')}</p>
    </Modal>
  );
}
