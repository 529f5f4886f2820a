import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import { Tag } from '@/components/Tag';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { providedQuery, type Provided } from '../api/providers';
import { ProviderDialog } from './ProviderDialog';
import styles from './security.module.css';

/** The providers by which people sign in, and the way to set them up. */
export function ProvidersCard() {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const [open, setOpen] = useState<Provided | 'new'>();
  const providers = useQuery(providedQuery);
  return (
    <section className={styles.card} aria-labelledby="providers">
      <h2 id="providers">{t('providers.title')}</h2>
      <p>{t('providers.hint')}</p>
      {providers.isPending ? <SkeletonRows rows={2} label={t('loading')} /> : null}
      {providers.isError ? (
        <ErrorState error={providers.error} onRetry={() => void providers.refetch()} />
      ) : null}
      {providers.data?.length === 0 ? <p>{t('providers.none')}</p> : null}
      <ul className={styles.sessions}>
        {providers.data?.map((each) => (
          <li key={each.key}>
            <span>
              <Button type="link" onClick={() => setOpen(each)}>
                {text(each.title, each.key)}
              </Button>
              {each.enabled ? null : <Tag>{t('providers.off')}</Tag>}
            </span>
            <small>{t(`providers.kinds.${each.kind}`)}</small>
          </li>
        ))}
      </ul>
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
        {t('providers.add')}
      </Button>
      {open ? (
        <ProviderDialog provider={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />
      ) : null}
    </section>
  );
}
