import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { useForms } from '@/api/forms';
import { RelativeTime } from '@/components/RelativeTime';
import table from '@/components/table.module.css';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { revokeToken, type Token } from '../api/tokens';
import { TokenGraphQL } from './TokenGraphQL';

export function TokensTable({ tokens }: { tokens: Token[] }) {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const forms = useForms();
  const queries = useQueryClient();
  const [looked, setLooked] = useState<Token>();
  const revoke = useMutation({
    mutationFn: revokeToken,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tokens'] });
      toast(t('tokens.revoked'), { seconds: 5 });
    },
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });
  const formTitle = (key: string) =>
    key === '*' ? t('tokens.allForms') : text(forms.data?.find((form) => form.key === key)?.title, key);
  const scopesOf = ({ scopes }: Token) =>
    scopes?.length
      ? scopes
          .map(
            (scope) =>
              `${formTitle(scope.form)}: ${scope.actions.map((action) => t(`action.${action}`)).join(t('comma'))}`,
          )
          .join('; ')
      : t('tokens.everything');

  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('tokens.name')}</th>
            <th scope="col">{t('tokens.token')}</th>
            <th scope="col">{t('tokens.scopes')}</th>
            <th scope="col">{t('tokens.lastUsed')}</th>
            <th scope="col">{t('tokens.expires')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <td className={table.name}>{token.name}</td>
              <td className={table.soft}>
                <code>{token.hint}</code>
              </td>
              <td className={table.soft}>
                {scopesOf(token)}
                {token.requestsPerMinute ? (
                  <small> · {t('tokens.perMinute', { count: token.requestsPerMinute })}</small>
                ) : null}
                {token.trustedOnly ? (
                  <div>
                    <Tag tone={token.documents > 0 ? 'good' : 'ageing'}>
                      {token.documents > 0
                        ? t('tokens.trusted', { count: token.documents })
                        : t('tokens.heldToNone')}
                    </Tag>
                  </div>
                ) : null}
              </td>
              <td className={table.muted}>
                {token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} /> : t('users.never')}
              </td>
              <td>
                {token.expiresAt ? (
                  isPast(token.expiresAt) ? (
                    <Tag tone="lost">{t('tokens.expired')}</Tag>
                  ) : (
                    <RelativeTime at={token.expiresAt} />
                  )
                ) : (
                  <Tag tone="ageing">{t('tokens.forever')}</Tag>
                )}
              </td>
              <td className={table.end}>
                <Button size="small" onClick={() => setLooked(token)}>
                  {t('tokens.operations')}
                </Button>{' '}
                <Popconfirm
                  title={t('tokens.revokeTitle', { name: token.name })}
                  description={t('tokens.revokeHint')}
                  okText={t('tokens.revoke')}
                  okButtonProps={{ danger: true }}
                  onConfirm={() => revoke.mutate(token.id)}
                >
                  <Button size="small" danger>
                    {t('tokens.revoke')}
                  </Button>
                </Popconfirm>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {looked ? <TokenGraphQL token={looked} onClose={() => setLooked(undefined)} /> : null}
    </div>
  );
}

const isPast = (at: string) => new Date(at) < new Date();
