import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useForm } from '@/api/forms';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import { formAccessQuery } from '../api/formAccess';
import { AccessEditor } from './AccessEditor';

/** /forms/:form/access: who may do what with a form. */
export function AccessPage() {
  const { t } = useTranslation(['permissions', 'access', 'filters']);
  const { form: key = '' } = useParams();
  const form = useForm(key);
  const access = useQuery({
    ...formAccessQuery(key),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const error = form.error ?? access.error;
  if (error)
    return <ErrorState error={error} onRetry={() => void Promise.all([form.refetch(), access.refetch()])} />;
  if (!form.data || !access.data) return <SkeletonRows rows={10} label={t('loading')} />;
  return <AccessEditor key={key} form={form.data} access={access.data} />;
}
