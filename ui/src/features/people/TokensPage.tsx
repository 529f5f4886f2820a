import { KeyOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { tokensQuery } from './api/tokens';
import styles from './people.module.css';
import { TokenDialog } from './tokens/TokenDialog';
import { TokensTable } from './tokens/TokensTable';

/** My tokens: keys for programs that act as me. */
export function TokensPage() {
  const { t } = useTranslation('people');
  const tokens = useQuery(tokensQuery);
  const [creating, setCreating] = useState(false);
  const create = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t('tokens.create')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('tokens.title')}
        subtitle={
          <>
            {t('tokens.subtitle')}{' '}
            <Link className={styles.inText} to="/graphql">
              {t('tokens.graphql')}
            </Link>
          </>
        }
        actions={create}
      />
      {tokens.isPending ? <SkeletonRows rows={4} label={t('loading')} /> : null}
      {tokens.isError ? <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} /> : null}
      {tokens.data?.length === 0 ? (
        <EmptyState
          icon={<KeyOutlined aria-hidden />}
          title={t('tokens.none')}
          hint={t('tokens.noneHint')}
          example={<code>Authorization: Bearer fh_…</code>}
        />
      ) : null}
      {tokens.data && tokens.data.length > 0 ? <TokensTable tokens={tokens.data} /> : null}
      {creating ? <TokenDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}
