import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from './api/signIn';
import { Step, type StepProps } from './Step';

/** Who are you? */
export function PasswordStep(props: StepProps) {
  const { t } = useTranslation('sign-in');
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  return (
    <Step
      {...props}
      action={t('action')}
      missing={!userName.trim() || !password ? t('bothNeeded') : undefined}
      send={() => signIn(userName.trim(), password)}
    >
      <label>
        {t('userName')}
        <Input
          size="large"
          autoFocus
          autoComplete="username"
          autoCapitalize="none"
          value={userName}
          onChange={(e) => setUserName(e.target.value)}
        />
      </label>
      <label>
        {t('password')}
        <Input.Password
          size="large"
          autoComplete="current-password"
          value={password}
          onChange={(e) => setPassword(e.target.value)}
        />
      </label>
    </Step>
  );
}
