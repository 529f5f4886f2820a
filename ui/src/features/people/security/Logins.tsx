import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { providersQuery, startOf } from '@/api/providers';
import { RelativeTime } from '@/components/RelativeTime';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { loginsQuery, unlink } from '../api/providers';
import styles from './security.module.css';

/** My identities at providers, and the way to link one. Nothing where no provider is set up. */
export function Logins() {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const [params] = useSearchParams();
  const queries = useQueryClient();
  const providers = useQuery(providersQuery);
  const logins = useQuery(loginsQuery);
  const remove = useMutation({
    mutationFn: unlink,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['logins'] });
      toast(t('logins.unlinked'), { seconds: 5 });
    },
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });
  if (!providers.data?.length || !logins.data) return null;

  return (
    <section className={styles.card} aria-labelledby="my-logins">
      <h2 id="my-logins">{t('logins.title')}</h2>
      <p>{t('logins.hint')}</p>
      {params.get('problem') === 'identity_taken' ? <p role="alert">{t('logins.taken')}</p> : null}
      <ul className={styles.sessions}>
        {providers.data.map((provider) => {
          const login = logins.data.find((each) => each.provider === provider.key);
          const title = text(provider.title, provider.key);
          return (
            <li key={provider.key}>
              <span>
                {title}
                {login ? (
                  <small>
                    {login.name} · <RelativeTime at={login.createdAt} />
                  </small>
                ) : null}
              </span>
              {login ? (
                <Button
                  size="small"
                  aria-label={t('logins.unlinkOf', { title })}
                  onClick={() => remove.mutate(provider.key)}
                >
                  {t('logins.unlink')}
                </Button>
              ) : (
                <Button size="small" href={startOf(provider.key, '/security', true)}>
                  {t('logins.link', { title })}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
