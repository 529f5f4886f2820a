import { FormOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApps, useForms } from '@/api/forms';
import { useMe } from '@/api/me';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { DeletedForms } from './DeletedForms';
import { FormsTable } from './FormsTable';
import { NewForm } from './NewForm';

/** Every form with its state. */
export function FormsPage() {
  const { t } = useTranslation('forms');
  const { text } = useLanguage();
  const { isAdministrator } = useMe();
  const forms = useForms();
  const apps = useApps();
  const [creating, setCreating] = useState(false);
  const create = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t('create')}
    </Button>
  );

  return (
    <>
      <PageHeader title={t('title')} actions={isAdministrator ? create : null} />
      {forms.isPending ? <SkeletonRows label={t('loading')} /> : null}
      {forms.isError ? <ErrorState error={forms.error} onRetry={() => void forms.refetch()} /> : null}
      {forms.data?.length === 0 ? (
        <EmptyState
          icon={<FormOutlined aria-hidden />}
          title={t('empty.title')}
          hint={t('empty.hint')}
          action={isAdministrator ? create : null}
          example={t('empty.example')}
        />
      ) : null}
      {forms.data && forms.data.length > 0 ? (
        <FormsTable
          forms={forms.data}
          appTitle={(key) => text(apps.data?.find((app) => app.key === key)?.title, key ?? '')}
          canDesign={isAdministrator}
        />
      ) : null}
      {isAdministrator ? <DeletedForms /> : null}
      {creating ? (
        <NewForm
          apps={apps.data ?? []}
          taken={(forms.data ?? []).map((form) => form.key)}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </>
  );
}
