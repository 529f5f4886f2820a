import { CloseOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RuleDefinition } from '@/api/types';
import { LocalizedInput } from '@/components/settings/LocalizedInput';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useDesigner } from '../designerContext';
import { ExpressionEditor } from '../expressions/ExpressionEditor';
import styles from './rules.module.css';

type Effect = RuleDefinition['set'][number];

const kinds = ['show', 'hide', 'require', 'optional', 'lock', 'unlock', 'value', 'error'] as const;
type Kind = (typeof kinds)[number];

const made: Record<Kind, (field: string) => Effect> = {
  show: (field) => ({ field, visible: true }),
  hide: (field) => ({ field, visible: false }),
  require: (field) => ({ field, required: true }),
  optional: (field) => ({ field, required: false }),
  lock: (field) => ({ field, readOnly: true }),
  unlock: (field) => ({ field, readOnly: false }),
  value: (field) => ({ field, value: '' }),
  error: (field) => ({ field, error: {} }),
};

export function kindOf({ visible, required, readOnly, value, error }: Effect): Kind {
  if (visible !== undefined) return visible ? 'show' : 'hide';
  if (required !== undefined) return required ? 'require' : 'optional';
  if (readOnly !== undefined) return readOnly ? 'lock' : 'unlock';
  if (value !== undefined) return 'value';
  return error ? 'error' : 'show';
}

interface Props {
  effect: Effect;
  onChange: (effect: Effect) => void;
  onRemove: (() => void) | undefined;
}

/** What a rule does to one field. */
export function EffectEditor({ effect, onChange, onRemove }: Props) {
  const { t } = useTranslation(['designer', 'fields']);
  const { text } = useLanguage();
  const { designer } = useDesigner();
  const kind = kindOf(effect);
  const fields = designer.draft.fields.flatMap((field) => [
    { value: field.key, label: text(field.label, field.key) },
    ...(field.fields ?? []).map((column) => ({
      value: `${field.key}.${column.key}`,
      label: `${text(field.label, field.key)} · ${text(column.label, column.key)}`,
    })),
  ]);
  return (
    <div className={styles.effect}>
      <div className={styles.line}>
        <Select
          aria-label={t('effect.kind')}
          value={kind}
          options={kinds.map((each) => ({ value: each, label: t(`effect.${each}`) }))}
          onChange={(next) => onChange(made[next](effect.field))}
          style={{ width: 132 }}
        />
        <Select
          aria-label={t('effect.field')}
          showSearch={{ optionFilterProp: 'label' }}
          value={effect.field}
          options={fields}
          onChange={(field) => onChange({ ...effect, field })}
          style={{ flex: 1, minWidth: 0 }}
        />
        {onRemove ? (
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('effect.remove')}
            onClick={onRemove}
          />
        ) : null}
      </div>
      {kind === 'value' ? (
        <ExpressionEditor
          label={t('effect.value')}
          value={effect.value ?? ''}
          onChange={(value) => onChange({ ...effect, value })}
        />
      ) : null}
      {kind === 'error' ? (
        <LocalizedInput
          name={t('effect.error')}
          multiline
          value={effect.error}
          onChange={(error) => onChange({ ...effect, error })}
        />
      ) : null}
    </div>
  );
}
