import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { FormDefinition, Localized, RecordItem } from '@/api/types';
import { RelativeTime } from '@/components/RelativeTime';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './record.module.css';

interface Consent {
  field: string;
  given: boolean;
  at: string | null;
  by: { title: string | null } | null;
  version: string | null;
  text: Localized | null;
  isCurrent: boolean;
}

/** When each consent of the record was given, to which version of its text, or withdrawn. */
export function Consents({ form, record }: { form: FormDefinition; record: RecordItem }) {
  const { t } = useTranslation('records');
  const { text } = useLanguage();
  const fields = form.fields.filter((field) => field.consent);
  const consents = useQuery({
    queryKey: ['record', form.key, record.id, 'consents', record.rev],
    queryFn: () => api.get<{ items: Consent[] }>(`/forms/${form.key}/records/${record.id}/consents`),
    enabled: fields.length > 0,
  });
  const items = consents.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={styles.consents} aria-label={t('consent.title')}>
      <h3>{t('consent.title')}</h3>
      <ul>
        {items.map((item) => {
          const field = fields.find((each) => each.key === item.field);
          return (
            <li key={item.field}>
              <b>{text(field?.label, item.field)}</b>{' '}
              {item.at ? (
                <>
                  {t(item.given ? 'consent.given' : 'consent.withdrawn', {
                    by: item.by?.title ?? t('system.name'),
                  })}{' '}
                  <RelativeTime at={item.at} />
                  {item.version ? ` · ${t('consent.version', { version: item.version })}` : ''}
                </>
              ) : (
                t('consent.never')
              )}
              {item.given && !item.isCurrent ? <em>{t('consent.older')}</em> : null}
              {item.text ? <small>{text(item.text)}</small> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
