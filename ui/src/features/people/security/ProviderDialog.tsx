import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { base } from '@/api/client';
import { FormDialog } from '@/components/dialog/FormDialog';
import { showErrors } from '@/components/dialog/showErrors';
import { titleOf, type TitleValues } from '@/components/dialog/TitleAndKey';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { removeProvider, saveProvider, type Provided } from '../api/providers';

interface Values extends TitleValues {
  kind: Provided['kind'];
  clientId: string;
  clientSecret: string;
  agentId: string;
  authorize: string;
  token: string;
  user: string;
  scope: string;
  idField: string;
  nameField: string;
  enabled: boolean;
  createsUsers: boolean;
}

const kinds = ['wecom', 'dingtalk', 'feishu', 'generic'] as const;

/** What a provider is called, what it knows us by, and where it is reached. */
export function ProviderDialog({
  provider,
  onClose,
}: {
  provider: Provided | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form) ?? provider?.kind ?? 'wecom';
  const key = Form.useWatch('key', form) ?? provider?.key ?? '';
  const done = async () => {
    await queries.invalidateQueries({ queryKey: ['settings', 'sign-in', 'providers'] });
    await queries.invalidateQueries({ queryKey: ['providers'] });
    onClose();
  };
  const save = useMutation({
    mutationFn: (values: Values) => saveProvider(values.key, requestOf(values, provider)),
    onSuccess: async (saved) => {
      toast(t('providers.saved', { name: text(saved.title, saved.key) }), { seconds: 5 });
      await done();
    },
    onError: (error) => showErrors(form, error, t('failed')),
  });
  const remove = useMutation({
    mutationFn: () => removeProvider(provider?.key ?? ''),
    onSuccess: done,
    onError: (error) => showErrors(form, error, t('failed')),
  });
  const field = (name: keyof Values, label: string) => (
    <Form.Item name={name} label={label}>
      <Input spellCheck={false} autoComplete="off" maxLength={300} />
    </Form.Item>
  );

  return (
    <FormDialog<Values>
      form={form}
      width={520}
      title={provider ? text(provider.title, provider.key) : t('providers.add')}
      action={t('save')}
      saving={save.isPending}
      onFinish={(values) => save.mutate(values)}
      onClose={onClose}
      initialValues={valuesOf(provider)}
      remove={
        provider && {
          label: t('providers.remove'),
          title: t('providers.removeTitle', { name: text(provider.title, provider.key) }),
          hint: t('providers.removeHint'),
          pending: remove.isPending,
          act: () => remove.mutate(),
        }
      }
    >
      <Form.Item name="kind" label={t('providers.kind')}>
        <Select options={kinds.map((each) => ({ value: each, label: t(`providers.kinds.${each}`) }))} />
      </Form.Item>
      {field('zh', t('providers.nameZh'))}
      {field('en', t('providers.nameEn'))}
      <Form.Item
        name="key"
        label={t('key')}
        extra={t('providers.keyHint', {
          address: `${window.location.origin}${base}/auth/providers/${key || '…'}/callback`,
        })}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{0,30}$/, message: t('providers.keyWrong') }]}
      >
        <Input disabled={Boolean(provider)} spellCheck={false} autoCapitalize="none" maxLength={31} />
      </Form.Item>
      {field('clientId', t(`providers.clientIds.${kind}`))}
      {kind === 'wecom' ? field('agentId', t('providers.agentId')) : null}
      <Form.Item name="clientSecret" label={t('providers.secret')} extra={t('providers.secretHint')}>
        <Input.Password autoComplete="new-password" maxLength={300} />
      </Form.Item>
      {kind === 'generic' ? (
        <>
          {field('authorize', t('providers.authorize'))}
          {field('token', t('providers.token'))}
          {field('user', t('providers.user'))}
          {field('scope', t('providers.scope'))}
          {field('idField', t('providers.idField'))}
          {field('nameField', t('providers.nameField'))}
        </>
      ) : null}
      <Form.Item name="enabled" label={t('providers.enabled')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item
        name="createsUsers"
        label={t('providers.creates')}
        extra={t('providers.createsHint')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
    </FormDialog>
  );
}

const valuesOf = (provider: Provided | undefined): Values => ({
  kind: provider?.kind ?? 'wecom',
  zh: provider?.title['zh-CN'] ?? '',
  en: provider?.title.en ?? '',
  key: provider?.key ?? '',
  clientId: provider?.clientId ?? '',
  clientSecret: '',
  agentId: provider?.details.agentId ?? '',
  authorize: provider?.details.addresses?.authorize ?? '',
  token: provider?.details.addresses?.token ?? '',
  user: provider?.details.addresses?.user ?? '',
  scope: provider?.details.scope ?? '',
  idField: provider?.details.idField ?? '',
  nameField: provider?.details.nameField ?? '',
  enabled: provider?.enabled ?? true,
  createsUsers: provider?.createsUsers ?? false,
});

/** What this dialog does not show (the address of WeCom's members) stays as it is. */
function requestOf(values: Values, provider: Provided | undefined) {
  const or = (text: string | undefined) => text?.trim() || null;
  const before = provider?.details;
  return {
    kind: values.kind,
    title: titleOf(values),
    clientId: values.clientId,
    clientSecret: or(values.clientSecret),
    enabled: values.enabled,
    createsUsers: values.createsUsers,
    details: {
      ...before,
      agentId: or(values.agentId),
      ...(values.kind === 'generic'
        ? {
            scope: or(values.scope),
            idField: or(values.idField),
            nameField: or(values.nameField),
            addresses: {
              ...before?.addresses,
              authorize: or(values.authorize),
              token: or(values.token),
              user: or(values.user),
            },
          }
        : {}),
    },
  };
}
