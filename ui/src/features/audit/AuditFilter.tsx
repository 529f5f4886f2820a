import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { Directory } from '@/api/directory';
import { useForms } from '@/api/forms';
import { actionGroups, type ActionGroup } from '@/components/audit-words/entries';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './audit.module.css';
import type { useQuestion } from './useQuestion';

/** Who, what, on which form and when; one record, where somebody came from it. */
export function AuditFilter({ asked }: { asked: ReturnType<typeof useQuestion> }) {
  const { t } = useTranslation('audit');
  const { t: word } = useTranslation('audit-words');
  const { text } = useLanguage();
  const forms = useForms();
  const people = useQuery({
    queryKey: ['directory', ''],
    queryFn: () => api.get<Directory>('/directory'),
    staleTime: 60_000,
  });
  const { question, ask } = asked;

  return (
    <div className={styles.filter}>
      <Select
        allowClear
        className={`${styles.pick}`}
        aria-label={t('filter.person')}
        placeholder={t('filter.person')}
        showSearch={{ optionFilterProp: 'label' }}
        value={question.by ?? null}
        options={(people.data?.users ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(by: string | null) => ask({ by: by ?? undefined })}
      />
      <Select
        allowClear
        className={`${styles.pick}`}
        aria-label={t('filter.action')}
        placeholder={t('filter.action')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={question.action ?? null}
        options={(Object.keys(actionGroups) as ActionGroup[]).map((group) => ({
          label: word(`groups.${group}`),
          options: [
            {
              value: actionGroups[group].join(','),
              label: t('filter.all', { group: word(`groups.${group}`) }),
            },
            ...actionGroups[group].map((action) => ({ value: action, label: word(`actions.${action}`) })),
          ],
        }))}
        onChange={(action: string | null) => ask({ action: action ?? undefined })}
      />
      <Select
        allowClear
        className={`${styles.pick}`}
        aria-label={t('filter.form')}
        placeholder={t('filter.form')}
        showSearch={{ optionFilterProp: 'label' }}
        value={question.form ?? null}
        options={(forms.data ?? []).map((form) => ({ value: form.key, label: text(form.title, form.key) }))}
        onChange={(form: string | null) => ask({ form: form ?? undefined })}
      />
      <DatePicker.RangePicker
        aria-label={t('filter.time')}
        placeholder={[t('filter.from'), t('filter.to')]}
        allowEmpty
        value={[
          question.from ? dayjs(question.from) : null,
          question.to ? dayjs(question.to).subtract(1, 'day') : null,
        ]}
        onChange={(range) =>
          ask({
            from: range?.[0]?.startOf('day').toISOString(),
            to: range?.[1]?.add(1, 'day').startOf('day').toISOString(),
          })
        }
      />
      {question.record ? (
        <Button onClick={() => ask({ record: undefined })} title={question.record}>
          {t('filter.ofRecord')} ✕
        </Button>
      ) : null}
    </div>
  );
}
