import { Button } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import type { Answer } from '@/api/types';
import styles from './SignInPage.module.css';

export interface StepProps {
  onAnswer: (answer: Answer<'LoginResponse'>) => Promise<void>;
  /** The time for the second step is over. */
  onExpired: (why: string) => void;
}

interface Props extends StepProps {
  action: string;
  /** What is still to be entered, in words. */
  missing: string | undefined;
  send: () => Promise<Answer<'LoginResponse'>>;
  /** Other ways, below the button. */
  after?: ReactNode;
  children: ReactNode;
}

/** A step of signing in: its inputs, its button, and what went wrong. */
export function Step({ action, missing, send, onAnswer, onExpired, after, children }: Props) {
  const { t } = useTranslation('sign-in');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (missing) return setProblem(missing);
    setBusy(true);
    setProblem(undefined);
    try {
      await onAnswer(await send());
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'sign_in_expired') return onExpired(error.sentence);
      setProblem(error instanceof ApiProblem ? error.sentence : t('failed'));
    }
    setBusy(false);
  };

  return (
    <form className={styles.step} onSubmit={(event) => void submit(event)} noValidate>
      {children}
      <div role="alert" className={styles.problem}>
        {problem}
      </div>
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        {action}
      </Button>
      {after}
    </form>
  );
}
