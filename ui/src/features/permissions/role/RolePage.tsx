import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import { roleQuery } from '@/api/roles';
import { holdersOf } from '../api/holders';
import { RoleEditor } from './RoleEditor';

/** /roles/:role: what a role may do, and who has it. */
export function RolePage() {
  const { t } = useTranslation('permissions');
  const { role: key = '' } = useParams();
  const fresh = { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false };
  const role = useQuery({ ...roleQuery(key), ...fresh });
  const holders = useQuery({
    queryKey: ['users', 'holders', key],
    queryFn: () => holdersOf(key),
    ...fresh,
  });
  const error = role.error ?? holders.error;
  if (error)
    return <ErrorState error={error} onRetry={() => void Promise.all([role.refetch(), holders.refetch()])} />;
  if (!role.data || !holders.data) return <SkeletonRows rows={10} label={t('loading')} />;
  return <RoleEditor key={role.data.id} role={role.data} holders={holders.data} />;
}
