import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { resetSecondFactor } from '../api/security';
import type { User } from '../api/users';
import styles from '../security/security.module.css';
import { Sessions } from '../security/Sessions';

/** How somebody signs in: the second factor, which is reset for who lost it, and the sessions. */
export function UserSignIn({ user }: { user: User }) {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const [isSet, setIsSet] = useState(user.secondFactor);
  const reset = useMutation({
    mutationFn: () => resetSecondFactor(user.id),
    onSuccess: async () => {
      setIsSet(false);
      toast(t('security.wasReset'), { seconds: 5 });
      await queries.invalidateQueries({ queryKey: ['users'] });
      await queries.invalidateQueries({ queryKey: ['sessions'] });
    },
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });
  return (
    <section className={styles.person}>
      <h3>
        {t('security.factor')}{' '}
        <Tag tone={isSet ? 'good' : 'plain'}>{t(isSet ? 'security.on' : 'security.off')}</Tag>
      </h3>
      {isSet ? (
        <Popconfirm
          title={t('security.resetTitle', { name: user.displayName })}
          description={t('security.resetHint')}
          okText={t('security.reset')}
          okButtonProps={{ danger: true }}
          onConfirm={() => reset.mutate()}
        >
          <Button danger loading={reset.isPending}>
            {t('security.reset')}
          </Button>
        </Popconfirm>
      ) : null}
      <Sessions user={user.id} />
    </section>
  );
}
