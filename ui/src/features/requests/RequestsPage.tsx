import { AuditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { requestsQuery, type RequestBox } from '@/api/requests';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { RequestCard } from './RequestCard';
import styles from './requests.module.css';

const boxes = ['toDecide', 'mine', 'decided'] as const;

/** /requests: what waits for one's decision, what one has asked for, what one has decided. */
export function RequestsPage() {
  const { t } = useTranslation('requests');
  const [params, setParams] = useSearchParams();
  const box: RequestBox = boxes.find((each) => each === params.get('box')) ?? 'toDecide';
  const list = useQuery(requestsQuery(box));
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <div className={styles.bar}>
        <Segmented<RequestBox>
          aria-label={t('title')}
          value={box}
          options={boxes.map((each) => ({ value: each, label: t(`box.${each}`) }))}
          onChange={(next) => setParams({ box: next }, { replace: true })}
        />
      </div>
      {list.isPending ? <SkeletonRows label={t('loading')} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data?.length === 0 ? (
        <EmptyState
          icon={<AuditOutlined aria-hidden />}
          title={t(`none.${box}`)}
          hint={t(`noneHint.${box}`)}
        />
      ) : null}
      <ul className={styles.list}>
        {list.data?.map((request) => (
          <RequestCard key={request.id} request={request} box={box} />
        ))}
      </ul>
    </>
  );
}
