import { useQuery } from '@tanstack/react-query';
import { AppstoreAddOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { templatesQuery } from './api/templates';
import { TemplateCard } from './TemplateCard';
import styles from './TemplatesPage.module.css';

/** Ready-made applications, installed by one click. */
export function TemplatesPage() {
  const { t } = useTranslation('home');
  const templates = useQuery(templatesQuery);
  return (
    <div className={styles.page}>
      <PageHeader title={t('templates')} subtitle={t('templatesHint')} />
      {templates.isPending ? <SkeletonRows rows={3} label={t('loading')} /> : null}
      {templates.isError ? (
        <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
      ) : null}
      {templates.data?.length === 0 ? (
        <EmptyState
          icon={<AppstoreAddOutlined aria-hidden />}
          title={t('noTemplates')}
          hint={t('noTemplatesHint')}
        />
      ) : null}
      <div className={styles.list}>
        {templates.data?.map((template) => (
          <TemplateCard key={template.key} template={template} />
        ))}
      </div>
    </div>
  );
}
