import { Segmented } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldType } from '@/fields';
import { ExpressionEditor } from '../expressions/ExpressionEditor';
import type { DraftField } from '../model/uids';
import styles from './panel.module.css';

const withoutDefault = new Set([
  'file',
  'image',
  'signature',
  'table',
  'richText',
  'location',
  'reference',
  'references',
]);

/** What a new record begins with: a value, or the result of an expression. */
export function DefaultSetting({
  field,
  onChange,
}: {
  field: DraftField;
  onChange: (patch: Record<string, unknown>) => void;
}) {
  const { t } = useTranslation('designer');
  const id = useId();
  const [kind, setKind] = useState<'value' | 'expression'>(
    field.defaultExpression === undefined ? 'value' : 'expression',
  );
  const type = fieldType(field.type);
  if (withoutDefault.has(field.type)) return null;
  return (
    <div className={styles.stack}>
      <div className={styles.row}>
        <label htmlFor={id}>{t('default')}</label>
        <Segmented
          size="small"
          aria-label={t('defaultKind')}
          value={kind}
          options={[
            { value: 'value', label: t('defaultValue') },
            { value: 'expression', label: 'ƒ' },
          ]}
          onChange={(next) => {
            setKind(next as 'value' | 'expression');
            onChange({ default: undefined, defaultExpression: undefined });
          }}
        />
      </div>
      {kind === 'value' ? (
        <type.Input
          id={id}
          value={field.default ?? null}
          field={{ ...field, readOnly: false }}
          inCell
          onChange={(value) => onChange({ default: value === null || value === '' ? undefined : value })}
        />
      ) : (
        <ExpressionEditor
          id={id}
          label={t('default')}
          value={field.defaultExpression ?? ''}
          onChange={(value) => onChange({ defaultExpression: value || undefined })}
        />
      )}
    </div>
  );
}
