import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { api } from '@/api/client';
import { useForm } from '@/api/forms';
import { may } from '@/api/rights';
import type { RecordItem } from '@/api/types';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { RecordEditor } from '@/components/record-form/RecordEditor';
import { SkeletonRows } from '@/components/Skeleton';
import { toast } from '@/components/toasts';
import { FillFrame } from './FillFrame';

/** /forms/:form/records/:id/edit: a record with the form to itself, as phones like it. */
export function EditPage() {
  const { t } = useTranslation('fill');
  const { form: key = '', id = '' } = useParams();
  const navigate = useNavigate();
  const form = useForm(key);
  const record = useQuery({
    queryKey: ['record', key, id],
    queryFn: () => api.get<RecordItem>(`/forms/${encodeURIComponent(key)}/records/${id}`),
  });
  const definition = form.data?.definition;
  const error = form.error ?? record.error;
  const back = `/forms/${key}/records/${id}`;

  if (error && !(form.data && record.data))
    return <ErrorState error={error} onRetry={() => void Promise.all([form.refetch(), record.refetch()])} />;
  if (!definition || !record.data) return <SkeletonRows label={t('loading')} />;
  if (form.data && !may(form.data, 'update'))
    return <EmptyState title={t('refused.edit')} hint={t('refused.editHint')} />;
  return (
    <FillFrame title={t('edit', { title: record.data.title })} back={back}>
      {(statePlace) => (
        <RecordEditor
          statePlace={statePlace}
          key={id}
          form={definition}
          record={record.data}
          onSaved={(saved) => {
            toast(t('saved', { title: saved.title }));
            for (const repair of saved.repairs ?? []) toast(repair.message);
            setTimeout(() => void navigate(back), 0);
          }}
        />
      )}
    </FillFrame>
  );
}
