import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Answer, Language } from '@/api/types';
import { LanguageSwitch } from '@/components/LanguageSwitch';
import { changeLanguage, isLanguageChosen } from '@/lib/i18n/i18n';
import { useTitle } from '@/lib/useTitle';
import { CodeStep } from './CodeStep';
import { PasswordStep } from './PasswordStep';
import { Providers } from './Providers';
import styles from './SignInPage.module.css';

const problems = ['unknown_identity', 'provider_failed', 'account_disabled'] as const;

/** Who are you? Afterwards one is back where one was. */
export function SignInPage() {
  const { t } = useTranslation('sign-in');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [params] = useSearchParams();
  const { state } = useLocation() as { state: { sessionEnded?: boolean } | null };
  const [isSecond, setIsSecond] = useState(params.get('step') === 'code');
  const to = params.get('to');
  const target = to?.startsWith('/') && !/^\/[/\\]/.test(to) ? to : '/';
  const refused = problems.find((each) => each === params.get('problem'));
  const [note, setNote] = useState(
    refused ? t(`problem.${refused}`) : state?.sessionEnded ? t('ended') : undefined,
  );
  useTitle(t('title'));

  const onAnswer = async ({ user }: Answer<'LoginResponse'>) => {
    setNote(undefined);
    if (!user) return setIsSecond(true);
    queries.clear();
    // In a browser where nobody chose yet, the language is the one this person chose elsewhere.
    if (user.language && !isLanguageChosen()) await changeLanguage(user.language as Language);
    await navigate(target, { replace: true });
  };
  const onExpired = (why: string) => {
    setIsSecond(false);
    setNote(why);
  };

  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" width={24} height={24} />
          FormsHub
        </div>
        <h1>{t(isSecond ? 'secondTitle' : 'title')}</h1>
        {note ? <p role="status">{note}</p> : null}
        {isSecond ? (
          <CodeStep onAnswer={onAnswer} onExpired={onExpired} onBack={() => setIsSecond(false)} />
        ) : (
          <>
            <PasswordStep onAnswer={onAnswer} onExpired={onExpired} />
            <Providers to={target} />
            <p className={styles.hint}>{t('hint')}</p>
          </>
        )}
      </div>
      <LanguageSwitch />
    </main>
  );
}
