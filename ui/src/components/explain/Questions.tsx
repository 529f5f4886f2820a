import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { actions } from '@/api/roles';
import type { FormDefinition } from '@/api/types';
import { dataFields } from '@/lib/dataFields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Question } from './explain';
import styles from './explain.module.css';
import { PersonSelect } from './PersonSelect';

interface Props {
  question: Question;
  definition: FormDefinition | undefined;
  /** Whom it is asked about, for who may ask for others. */
  person: { id: string; name: string } | undefined;
  onChange: (next: Partial<Question>) => void;
}

/** Who, what, which field. */
export function Questions({ question, definition, person, onChange }: Props) {
  const { t } = useTranslation(['explain', 'access']);
  const { text } = useLanguage();
  const [who, what, where] = [useId(), useId(), useId()];
  const fields = (definition ? dataFields(definition) : []).flatMap((field) => [
    { value: field.key, label: text(field.label, field.key) },
    ...(field.fields ?? []).map((column) => ({
      value: `${field.key}.${column.key}`,
      label: `${text(field.label, field.key)} · ${text(column.label, column.key)}`,
    })),
  ]);
  return (
    <div className={styles.questions}>
      {person ? (
        <div>
          <label htmlFor={who}>{t('who')}</label>
          <PersonSelect id={who} value={person} onChange={(user) => onChange({ user })} />
        </div>
      ) : null}
      <div>
        <label htmlFor={what}>{t('what')}</label>
        <Select
          id={what}
          aria-label={t('what')}
          showSearch={{ optionFilterProp: 'label' }}
          value={question.action}
          options={actions.map((action) => ({ value: action, label: t(`access:action.${action}`) }))}
          onChange={(action) => onChange({ action })}
        />
      </div>
      <div>
        <label htmlFor={where}>{t('field')}</label>
        <Select
          id={where}
          aria-label={t('field')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('noField')}
          value={question.field ?? null}
          options={fields}
          onChange={(field: string | null) => onChange({ field: field ?? undefined })}
        />
      </div>
    </div>
  );
}
