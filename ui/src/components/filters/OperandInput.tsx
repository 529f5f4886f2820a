import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition, SelectOption } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { DateOperand } from './DateOperand';
import { LinkOperand } from './LinkOperand';
import styles from './filters.module.css';
import type { Kind, Operator } from './operators';
import { takesList } from './operators';

interface Props {
  field: FieldDefinition;
  kind: Kind;
  operator: Operator;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** The answer of a condition, picked as its field's kind wants. */
export function OperandInput(props: Props) {
  const { t } = useTranslation('filters');
  if (props.operator === 'between') {
    const [from, to] = Array.isArray(props.value) ? (props.value as unknown[]) : [null, null];
    return (
      <div className={styles.between}>
        <One {...props} operator="gte" value={from} onChange={(next) => props.onChange([next, to ?? null])} />
        <span>{t('to')}</span>
        <One {...props} operator="lte" value={to} onChange={(next) => props.onChange([from ?? null, next])} />
      </div>
    );
  }
  return <One {...props} />;
}

function One({ field, kind, operator, value, onChange }: Props) {
  const { t } = useTranslation('filters');
  const { text } = useLanguage();
  const label = t('answer');

  switch (kind) {
    case 'number':
      return (
        <InputNumber
          aria-label={label}
          style={{ width: '100%' }}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
        />
      );
    case 'date':
    case 'dateTime':
      return <DateOperand withTime={kind === 'dateTime'} value={value} onChange={onChange} />;
    case 'time':
      return (
        <Input
          type="time"
          aria-label={label}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'boolean':
      return (
        <Select
          aria-label={label}
          style={{ width: '100%' }}
          value={typeof value === 'boolean' ? value : null}
          options={[
            { value: true, label: t('yes') },
            { value: false, label: t('no') },
          ]}
          onChange={onChange}
        />
      );
    case 'option':
      return (
        <Select
          aria-label={label}
          style={{ width: '100%' }}
          {...(takesList(operator) ? { mode: 'multiple' as const } : {})}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          value={value ?? (takesList(operator) ? [] : null)}
          options={flat(field.options).map((option) => ({
            value: option.key,
            label: text(option.label, option.key),
          }))}
          onChange={onChange}
        />
      );
    case 'link':
      return <LinkOperand field={field} isList={takesList(operator)} value={value} onChange={onChange} />;
    default:
      return (
        <Input
          aria-label={label}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

const flat = (options: SelectOption[] | undefined): SelectOption[] =>
  (options ?? []).flatMap((each) => [each, ...flat(each.children)]);
