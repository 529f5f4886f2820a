import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { passOf } from '@/api/link';
import styles from './link.module.css';

/** The link asks for a password. */
export function LinkPassword({ onOpen }: { onOpen: (pass: string) => void }) {
  const { t } = useTranslation('link');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!password) return;
    setBusy(true);
    setProblem(undefined);
    try {
      onOpen((await passOf(password)).text);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.sentence : t('failed'));
      setBusy(false);
    }
  };

  return (
    <form className={styles.password} onSubmit={(event) => void submit(event)} noValidate>
      <h1>{t('password.title')}</h1>
      <label>
        {t('password.label')}
        <Input.Password
          size="large"
          autoFocus
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <div role="alert" className={styles.problem}>
        {problem}
      </div>
      <Button type="primary" size="large" htmlType="submit" block loading={busy} disabled={!password}>
        {t('password.open')}
      </Button>
    </form>
  );
}
