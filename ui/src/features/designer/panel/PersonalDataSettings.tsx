import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { PersonalData, RetentionRule } from '@/api/types';
import { LocalizedInput } from '@/components/settings/LocalizedInput';
import { SettingRow } from '@/components/settings/SettingRow';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useNumbers } from '@/lib/useNumbers';
import { updateForm } from '../actions/updateForm';
import { useDesigner } from '../designerContext';
import styles from './panel.module.css';

const bases = ['consent', 'contract', 'law', 'emergency', 'publicInterest', 'published', 'other'] as const;
const ends = ['bin', 'purge', 'review'] as const;

/** Why the form holds personal data, and for how long. */
export function PersonalDataSettings() {
  const { t } = useTranslation('designer');
  const { text } = useLanguage();
  const { designer, run } = useDesigner();
  const [purpose, basis, after, from, then] = [useId(), useId(), useId(), useId(), useId()];
  const { draft } = designer;
  const data = draft.personalData;
  const rule = data?.retention;

  const set = (next: Partial<PersonalData>) => {
    const merged = Object.fromEntries(
      Object.entries({ ...data, ...next }).filter(([, value]) => value !== undefined),
    );
    run(updateForm, { personalData: Object.keys(merged).length > 0 ? merged : undefined });
  };
  const keep = (next: Partial<RetentionRule>) =>
    set({ retention: { after: 'P3Y', from: 'createdAt', then: 'review', ...rule, ...next } });
  const dates = draft.fields.filter((each) => ['date', 'dateTime'].includes(fieldType(each.type).type));

  return (
    <>
      <h3 className={styles.part}>{t('personal.title')}</h3>
      <SettingRow label={t('personal.purpose')} htmlFor={purpose} hint={t('personal.purposeHint')} stacked>
        <LocalizedInput
          id={purpose}
          name={t('personal.purpose')}
          multiline
          value={data?.purpose}
          onChange={(value) => set({ purpose: Object.keys(value).length > 0 ? value : undefined })}
        />
      </SettingRow>
      <SettingRow label={t('personal.basis')} htmlFor={basis} stacked>
        <Select
          id={basis}
          allowClear
          value={data?.legalBasis ?? null}
          options={bases.map((each) => ({ value: each, label: t(`personal.bases.${each}`) }))}
          onChange={(value) => set({ legalBasis: value ?? undefined })}
        />
      </SettingRow>
      <SettingRow label={t('personal.keep')} htmlFor={after} hint={t('personal.keepHint')} stacked>
        <Input
          id={after}
          className={styles.code ?? ''}
          placeholder={t('personal.forEver')}
          value={rule?.after ?? ''}
          onChange={({ target: { value } }) =>
            value.trim() ? keep({ after: value.trim().toUpperCase() }) : set({ retention: undefined })
          }
        />
      </SettingRow>
      {rule ? (
        <>
          <SettingRow label={t('personal.from')} htmlFor={from} stacked>
            <Select
              id={from}
              value={rule.from}
              options={[
                { value: 'createdAt', label: t('personal.createdAt') },
                { value: 'updatedAt', label: t('personal.updatedAt') },
                ...dates.map((each) => ({ value: each.key, label: text(each.label, each.key) })),
              ]}
              onChange={(value) => keep({ from: value })}
            />
          </SettingRow>
          <SettingRow label={t('personal.then')} htmlFor={then} stacked>
            <Select
              id={then}
              value={rule.then}
              options={ends.map((each) => ({ value: each, label: t(`personal.ends.${each}`) }))}
              onChange={(value) => keep({ then: value })}
            />
          </SettingRow>
          <PastTime form={draft.key} rule={rule} />
        </>
      ) : null}
    </>
  );
}

/** What the rule would find in the records of today, before it is published. */
function PastTime({ form, rule }: { form: string; rule: RetentionRule }) {
  const { t } = useTranslation('designer');
  const number = useNumbers();
  const due = useQuery({
    queryKey: ['retention', form, rule],
    queryFn: () => api.post<{ live: number; binned: number }>(`/forms/${form}/retention/preview`, rule),
    retry: false,
    staleTime: 60_000,
  });
  if (!due.data) return null;
  return (
    <p className={styles.tip} aria-live="polite">
      {t('personal.due', { count: due.data.live, shown: number(due.data.live) })}
    </p>
  );
}
