import { FormOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useForm } from '@/api/forms';
import { may } from '@/api/rights';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { RequestButton } from '@/components/request/RequestButton';
import { SkeletonRows } from '@/components/Skeleton';
import { RecordsScreen } from './RecordsScreen';

/** /forms/:form: the records of a form. */
export function RecordsPage() {
  const { t } = useTranslation('records');
  const { form = '' } = useParams();
  const { data, isPending, isError, error, refetch } = useForm(form);
  const navigate = useNavigate();

  if (isPending) return <SkeletonRows rows={12} label={t('loading')} />;
  if (isError && !data) return <ErrorState error={error} onRetry={() => void refetch()} request={{ form }} />;
  if (data.version && !may(data, 'read'))
    return (
      <EmptyState
        icon={<FormOutlined aria-hidden />}
        title={t('addOnly.title')}
        hint={t('addOnly.hint')}
        action={
          <>
            {may(data, 'create') ? (
              <Button type="primary" onClick={() => void navigate(`/forms/${form}/new`)}>
                {t('create')}
              </Button>
            ) : null}{' '}
            <RequestButton wish={{ form }} />
          </>
        }
      />
    );
  if (!data.definition || !data.version)
    return (
      <EmptyState
        icon={<FormOutlined aria-hidden />}
        title={t('draftOnly.title')}
        hint={t('draftOnly.hint')}
        action={
          may(data, 'manage') ? (
            <Button type="primary" onClick={() => void navigate(`/forms/${form}/design`)}>
              {t('draftOnly.action')}
            </Button>
          ) : null
        }
      />
    );
  return <RecordsScreen key={data.key} form={data} definition={data.definition} />;
}
