import { AppstoreAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useApps, useCounts, useForms } from '@/api/forms';
import { useMe } from '@/api/me';
import { may } from '@/api/rights';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { FailingTests } from '@/components/failing-tests/FailingTests';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { ExportApp } from './ExportApp';
import { FormCard } from './FormCard';
import styles from './HomePage.module.css';
import { RecentChanges } from './RecentChanges';
import { SharedByMe } from './SharedByMe';
import { SharedWithMe } from './SharedWithMe';

/** The applications with their forms, and what changed lately. */
export function HomePage() {
  const { t } = useTranslation('home');
  const { text } = useLanguage();
  const { me, isAdministrator } = useMe();
  const navigate = useNavigate();
  const forms = useForms();
  const apps = useApps();

  const shown = forms.data?.filter((form) => form.version) ?? [];
  const counts = useCounts();
  const known = new Set(apps.data?.map((app) => app.key));
  const sections = [
    ...(apps.data ?? []).map((app) => ({
      key: app.key,
      title: text(app.title, app.key),
      forms: shown.filter((form) => form.app === app.key),
    })),
    { key: '', title: t('otherForms'), forms: shown.filter((form) => !form.app || !known.has(form.app)) },
  ].filter((section) => section.forms.length > 0);

  return (
    <div className={styles.page}>
      <PageHeader
        title={t('greeting', { name: me?.displayName ?? '' })}
        actions={
          isAdministrator ? (
            <Button onClick={() => void navigate('/templates')}>{t('templates')}</Button>
          ) : null
        }
      />
      <FailingTests />
      {forms.isError ? <ErrorState error={forms.error} onRetry={() => void forms.refetch()} /> : null}
      {forms.isPending ? <SkeletonRows label={t('loading')} /> : null}
      {forms.isSuccess && sections.length === 0 ? (
        <EmptyState
          icon={<AppstoreAddOutlined aria-hidden />}
          title={t('empty.title')}
          hint={isAdministrator ? t('empty.hint') : t('empty.memberHint')}
          action={
            isAdministrator ? (
              <>
                <Button type="primary" onClick={() => void navigate('/templates')}>
                  {t('empty.install')}
                </Button>
                <Button onClick={() => void navigate('/forms')}>{t('empty.own')}</Button>
              </>
            ) : null
          }
          example={isAdministrator ? t('empty.example') : null}
        />
      ) : null}
      <div className={styles.body}>
        <SharedWithMe />
        {sections.map((section) => (
          <section key={section.key} aria-labelledby={`app-${section.key}`}>
            <div className={styles.head}>
              <h2 id={`app-${section.key}`}>{section.title}</h2>
              {isAdministrator && section.key ? <ExportApp app={section.key} title={section.title} /> : null}
            </div>
            <div className={styles.cards}>
              {section.forms.map((form) => (
                <FormCard
                  key={form.key}
                  to={`/forms/${form.key}`}
                  title={text(form.title, form.key)}
                  description={text(form.description)}
                  count={counts.get(form.key)}
                  mayCreate={may(form, 'create')}
                />
              ))}
            </div>
          </section>
        ))}
        {sections.length > 0 ? <RecentChanges /> : null}
        <SharedByMe />
      </div>
    </div>
  );
}
