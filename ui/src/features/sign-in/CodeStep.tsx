import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signInSecond } from './api/signIn';
import styles from './SignInPage.module.css';
import { Step, type StepProps } from './Step';

/** The code that the authenticator shows, or a recovery code. */
export function CodeStep(props: StepProps & { onBack: () => void }) {
  const { t } = useTranslation('sign-in');
  const { onBack, ...step } = props;
  const [isRecovery, setIsRecovery] = useState(false);
  const [text, setText] = useState('');
  return (
    <Step
      key={String(isRecovery)}
      {...step}
      after={
        <div className={styles.ways}>
          <Button
            type="link"
            onClick={() => {
              setIsRecovery(!isRecovery);
              setText('');
            }}
          >
            {t(isRecovery ? 'useCode' : 'useRecovery')}
          </Button>
          <Button type="link" onClick={onBack}>
            {t('back')}
          </Button>
        </div>
      }
      action={t('continue')}
      missing={text.trim() ? undefined : t('codeNeeded')}
      send={() => signInSecond(isRecovery ? { recoveryCode: text.trim() } : { code: text.trim() })}
    >
      <p>{t(isRecovery ? 'recoveryHint' : 'codeHint')}</p>
      <label>
        {t(isRecovery ? 'recoveryCode' : 'code')}
        <Input
          size="large"
          autoFocus
          autoComplete={isRecovery ? 'off' : 'one-time-code'}
          inputMode={isRecovery ? 'text' : 'numeric'}
          maxLength={40}
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
      </label>
    </Step>
  );
}
