import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { forGood } from '@/components/access/HeldTimes';
import { Link } from 'react-router';
import { useMe } from '@/api/me';
import { FormDialog } from '@/components/dialog/FormDialog';
import { showErrors } from '@/components/dialog/showErrors';
import { toast } from '@/components/toasts';
import { ViewAsButton } from '@/components/view-as/ViewAsButton';
import { copyText } from '@/lib/copyText';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Department } from '../api/departments';
import type { Role } from '@/api/roles';
import { createUser, updateUser, type User } from '../api/users';
import { newPassword } from '../newPassword';
import { RolesInput, type GivenRole } from './RolesInput';
import styles from '../people.module.css';
import { UserSignIn } from './UserSignIn';

interface Values {
  userName: string;
  displayName: string;
  email?: string;
  password?: string;
  mustChange: boolean;
  department?: string | null;
  roles: GivenRole[];
  enabled: boolean;
}

interface Props {
  user: User | undefined;
  roles: Role[];
  departments: Department[];
  onClose: () => void;
}

/** A new account, or what may change of one: name, roles, department, password, whether it may sign in. */
export function UserDialog({ user, roles, departments, onClose }: Props) {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();

  const save = useMutation({
    mutationFn: ({ enabled, email, password, mustChange, department, ...rest }: Values) => {
      const body = { ...rest, email: email?.trim() || null, department: department ?? null };
      const given = { password: password ?? '', mustChangePassword: mustChange };
      return user
        ? updateUser(user.id, { ...body, disabled: !enabled, ...(password ? given : {}) })
        : createUser({ ...body, ...given });
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['users'] });
      await queries.invalidateQueries({ queryKey: ['directory'] });
      toast(t(user ? 'users.saved' : 'users.created', { name: saved.displayName }), { seconds: 5 });
      onClose();
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });

  const propose = () => {
    const password = newPassword();
    form.setFieldValue('password', password);
    void copyText(password).then((copied) => copied && toast(t('users.passwordCopied'), { seconds: 4 }));
  };

  return (
    <FormDialog<Values>
      form={form}
      width={480}
      title={user ? user.displayName : t('users.create')}
      action={user ? t('save') : t('users.create')}
      saving={save.isPending}
      onFinish={(values) => save.mutate(values)}
      onClose={onClose}
      initialValues={{
        userName: user?.userName ?? '',
        displayName: user?.displayName ?? '',
        email: user?.email ?? '',
        department: user?.department?.id ?? null,
        roles: user?.heldRoles.map(({ role, from, until }) => ({ role, from, until })) ?? [
          { role: 'member', ...forGood },
        ],
        enabled: !user?.disabled,
        mustChange: true,
      }}
    >
      {user ? <Beyond user={user} onLeave={onClose} /> : null}
      <Form.Item
        name="displayName"
        label={t('users.name')}
        rules={[{ required: true, message: t('users.nameNeeded') }]}
      >
        <Input autoFocus maxLength={100} />
      </Form.Item>
      <Form.Item
        name="userName"
        label={t('users.userName')}
        extra={t('users.userNameHint')}
        rules={[{ required: true, message: t('users.userNameNeeded') }]}
      >
        <Input autoComplete="off" autoCapitalize="none" maxLength={100} />
      </Form.Item>
      <Form.Item
        label={user ? t('users.newPassword') : t('users.password')}
        extra={user ? t('users.newPasswordHint') : t('users.passwordHint')}
      >
        <div style={{ display: 'flex', gap: 8 }}>
          <Form.Item
            name="password"
            noStyle
            rules={user ? [] : [{ required: true, message: t('users.passwordNeeded') }]}
          >
            <Input autoComplete="new-password" aria-label={t('users.password')} />
          </Form.Item>
          <Button onClick={propose}>{t('users.propose')}</Button>
        </div>
      </Form.Item>
      <Form.Item
        noStyle
        shouldUpdate={(before: Values, after: Values) => !before.password !== !after.password}
      >
        {({ getFieldValue }) => (
          <Form.Item name="mustChange" valuePropName="checked" hidden={!getFieldValue('password')}>
            <Checkbox>{t('users.mustChange')}</Checkbox>
          </Form.Item>
        )}
      </Form.Item>
      <Form.Item name="email" label={t('users.email')}>
        <Input type="email" />
      </Form.Item>
      <Form.Item name="department" label={t('users.department')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={departments.map((each) => ({ value: each.id, label: text(each.title, each.key) }))}
        />
      </Form.Item>
      <Form.Item name="roles" label={t('users.roles')}>
        <RolesInput roles={roles} />
      </Form.Item>
      {user ? (
        <Form.Item
          name="enabled"
          label={t('users.mayEnter')}
          extra={t('users.mayEnterHint')}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      ) : null}
      {user ? <UserSignIn user={user} /> : null}
    </FormDialog>
  );
}

/** What else there is about a person: the page of their rights, and their view of the application. */
function Beyond({ user, onLeave }: { user: User; onLeave: () => void }) {
  const { t } = useTranslation('people');
  const { me } = useMe();
  return (
    <div className={styles.beyond}>
      <Link to={`/people/${user.id}`} onClick={onLeave}>
        {t('users.rights')}
      </Link>
      {user.disabled || user.id === me?.id ? null : <ViewAsButton user={user} />}
    </div>
  );
}
