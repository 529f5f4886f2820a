import { Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '@/components/RelativeTime';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { removeSecondFactor, renewRecoveryCodes, type SecondFactor } from '../api/security';
import { PasswordAgain } from './PasswordAgain';
import { RecoveryCodes } from './RecoveryCodes';
import styles from './security.module.css';
import { SetUpSecondFactor } from './SetUpSecondFactor';

type Open = 'setUp' | 'codes' | 'remove' | string[];

/** Whether I have a second factor, and what I can do about it. */
export function SecondFactorCard({ factor }: { factor: SecondFactor }) {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const isSet = Boolean(factor.since);
  const askPassword = factor.hasPassword;
  const show = async (codes: string[]) => {
    setOpen(codes);
    await queries.invalidateQueries();
  };

  return (
    <>
      <h2 id="second-factor">
        {t('security.factor')}
        <Tag tone={isSet ? 'good' : 'ageing'}>{t(isSet ? 'security.on' : 'security.off')}</Tag>
      </h2>
      <p>{t('security.factorHint')}</p>
      {factor.since ? (
        <p>
          {t('security.since')} <RelativeTime at={factor.since} /> ·{' '}
          {t('security.codesLeft', { count: factor.recoveryCodesLeft })}
        </p>
      ) : null}
      <div className={styles.actions}>
        <Button type={isSet ? 'default' : 'primary'} onClick={() => setOpen('setUp')}>
          {t(isSet ? 'security.replace' : 'security.setUp')}
        </Button>
        {isSet ? <Button onClick={() => setOpen('codes')}>{t('security.renewCodes')}</Button> : null}
        {isSet && !factor.needed ? (
          <Button danger onClick={() => setOpen('remove')}>
            {t('security.remove')}
          </Button>
        ) : null}
      </div>
      {open === 'setUp' ? (
        <SetUpSecondFactor askPassword={askPassword} onMade={(codes) => void show(codes)} onClose={close} />
      ) : null}
      {open === 'codes' ? (
        <PasswordAgain
          title={t('security.renewCodes')}
          hint={t('security.renewHint')}
          askPassword={askPassword}
          act={async (password) => show(await renewRecoveryCodes(password))}
          onClose={close}
        />
      ) : null}
      {open === 'remove' ? (
        <PasswordAgain
          title={t('security.remove')}
          hint={t('security.removeHint')}
          askPassword={askPassword}
          act={async (password) => {
            await removeSecondFactor(password);
            toast(t('security.removed'), { seconds: 5 });
            close();
            await queries.invalidateQueries();
          }}
          onClose={close}
        />
      ) : null}
      {Array.isArray(open) ? <RecoveryCodes codes={open} onClose={close} /> : null}
    </>
  );
}
