import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import type { Language } from '@/api/types';
import { changeLanguage, isLanguageChosen, languages } from '@/lib/i18n/i18n';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useTitle } from '@/lib/useTitle';
import { signIn } from './api/signIn';
import styles from './SignInPage.module.css';

/** Who are you? Afterwards one is back where one was. */
export function SignInPage() {
  const { t } = useTranslation('sign-in');
  const { language } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [params] = useSearchParams();
  const { state } = useLocation() as { state: { sessionEnded?: boolean } | null };
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  useTitle(t('title'));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!userName.trim() || !password) return setProblem(t('bothNeeded'));
    setBusy(true);
    setProblem(undefined);
    try {
      const { user } = await signIn(userName.trim(), password);
      queries.clear();
      // In a browser where nobody chose yet, the language is the one this person chose elsewhere.
      if (user.language && !isLanguageChosen()) await changeLanguage(user.language as Language);
      const to = params.get('to');
      await navigate(to?.startsWith('/') && !to.startsWith('//') ? to : '/', { replace: true });
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.sentence : t('failed'));
      setBusy(false);
    }
  };

  return (
    <main className={styles.page}>
      <form className={styles.box} onSubmit={(event) => void submit(event)} noValidate>
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" width={24} height={24} />
          FormsHub
        </div>
        <h1>{t('title')}</h1>
        {state?.sessionEnded ? <p role="status">{t('ended')}</p> : null}
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
        <div role="alert" className={styles.problem}>
          {problem}
        </div>
        <Button type="primary" size="large" htmlType="submit" block loading={busy}>
          {t('action')}
        </Button>
        <p className={styles.hint}>{t('hint')}</p>
      </form>
      <div className={styles.languages}>
        {languages.map((each) => (
          <button
            key={each.key}
            type="button"
            lang={each.key}
            aria-pressed={each.key === language}
            onClick={() => void changeLanguage(each.key)}
          >
            {each.label}
          </button>
        ))}
      </div>
    </main>
  );
}
