import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { installTemplate } from './api/installTemplate';
import type { Template } from './api/templates';
import styles from './TemplatesPage.module.css';

/** One template: what it holds, whether with sample data, and the button. */
export function TemplateCard({ template }: { template: Template }) {
  const { t } = useTranslation('home');
  const { text } = useLanguage();
  const queries = useQueryClient();
  const [sampleData, setSampleData] = useState(true);
  const title = text(template.title, template.key);

  const install = useMutation({
    mutationFn: () => installTemplate(template.key, sampleData),
    onSuccess: async () => {
      await queries.invalidateQueries();
      toast(t('installed', { title }));
    },
    onError: (error) =>
      toast(error instanceof ApiProblem ? error.sentence : t('installFailed'), { tone: 'error' }),
  });

  const forms = (template.forms ?? []).map((form) =>
    typeof form === 'string' ? form : text(form.title, form.key),
  );
  const done = template.installed || install.isSuccess;

  return (
    <article className={styles.card} aria-labelledby={`template-${template.key}`}>
      <div className={styles.about}>
        <h2 id={`template-${template.key}`}>
          {title}{' '}
          {done ? (
            <Tag tone="good" icon="✓">
              {t('isInstalled')}
            </Tag>
          ) : null}
        </h2>
        <p>{text(template.description)}</p>
        {forms.length > 0 ? (
          <p className={styles.forms}>{t('holds', { forms: forms.join(t('comma')) })}</p>
        ) : null}
      </div>
      <div className={styles.act}>
        {template.problem && !done ? (
          <p className={styles.problem} role="alert">
            {template.problem}
          </p>
        ) : done ? (
          <Link to="/">{t('open')}</Link>
        ) : (
          <>
            <Checkbox
              checked={sampleData}
              disabled={install.isPending}
              onChange={(event) => setSampleData(event.target.checked)}
            >
              {t('sampleData')}
            </Checkbox>
            <Button type="primary" loading={install.isPending} onClick={() => install.mutate()}>
              {install.isPending ? t('installing') : t('install')}
            </Button>
          </>
        )}
      </div>
      {install.isPending ? (
        <div className={styles.progress} role="progressbar" aria-label={t('installing')} />
      ) : null}
    </article>
  );
}
