import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/dialog/FormDialog';
import { showErrors } from '@/components/dialog/showErrors';
import { beginSecondFactor, confirmSecondFactor } from '../api/security';
import { PasswordAgain } from './PasswordAgain';
import styles from './security.module.css';

interface Props {
  askPassword: boolean;
  onMade: (codes: string[]) => void;
  onClose: () => void;
}

/** The password again, then the picture for the authenticator and the first code that it shows. */
export function SetUpSecondFactor({ askPassword, onMade, onClose }: Props) {
  const { t } = useTranslation('people');
  const [form] = Form.useForm<{ text: string }>();
  const [begun, setBegun] = useState<Awaited<ReturnType<typeof beginSecondFactor>>>();
  const confirm = useMutation({
    mutationFn: confirmSecondFactor,
    onSuccess: onMade,
    onError: (error) => showErrors(form, error, t('failed')),
  });

  if (!begun)
    return (
      <PasswordAgain
        title={t('security.setUp')}
        hint={t('security.setUpHint')}
        askPassword={askPassword}
        act={async (password) => setBegun(await beginSecondFactor(password))}
        onClose={onClose}
      />
    );
  return (
    <FormDialog<{ text: string }>
      form={form}
      title={t('security.setUp')}
      action={t('security.confirm')}
      saving={confirm.isPending}
      initialValues={{ text: '' }}
      onFinish={({ text }) => confirm.mutate(text)}
      onClose={onClose}
    >
      <p>{t('security.scan')}</p>
      <img className={styles.picture} src={begun.picture} alt={t('security.picture')} />
      <code className={styles.secret} aria-label={t('security.secret')}>
        {begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}
      </code>
      <Form.Item
        name="text"
        label={t('security.code')}
        rules={[{ required: true, message: t('security.codeNeeded') }]}
      >
        <Input autoFocus autoComplete="one-time-code" inputMode="numeric" maxLength={10} />
      </Form.Item>
    </FormDialog>
  );
}
