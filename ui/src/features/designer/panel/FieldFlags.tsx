import { Segmented, Select, Switch } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '@/components/settings/SettingRow';
import { fieldType } from '@/fields';
import { setCondition } from '../actions/setCondition';
import { updateField } from '../actions/updateField';
import { useDesigner } from '../designerContext';
import type { DraftField } from '../model/uids';

const canBeUnique = new Set([
  'text',
  'number',
  'date',
  'dateTime',
  'select',
  'phone',
  'email',
  'url',
  'idCard',
  'user',
  'reference',
  'department',
]);

const canBeEncrypted = new Set(['text', 'longText', 'phone', 'email', 'url', 'idCard']);

/** The switches that fields share: required, unique, indexed, how sensitive, how wide. */
export function FieldFlags({ field, isColumn }: { field: DraftField; isColumn: boolean }) {
  const { t } = useTranslation('designer');
  const { run } = useDesigner();
  const sensitive = useId();
  const type = fieldType(field.type);
  const isInput = !type.layoutOnly && !type.computed;
  const kinds = (['none', 'mask', 'encrypt'] as const).filter(
    (each) => each !== 'encrypt' || each === field.sensitive || (!isColumn && canBeEncrypted.has(field.type)),
  );
  const patch = (next: Record<string, unknown>) => run(updateField, { field: field.$id, patch: next });

  return (
    <>
      {isInput ? (
        <Flag
          label={t('required')}
          on={field.required ?? false}
          onChange={(on) =>
            run(setCondition, { field: field.$id, effect: 'required', when: on ? 'always' : 'never' })
          }
        />
      ) : null}
      {isInput && !isColumn && canBeUnique.has(field.type) ? (
        <Flag
          label={t('unique')}
          on={field.unique ?? false}
          onChange={(on) => patch({ unique: on || undefined })}
        />
      ) : null}
      {isInput && !isColumn && !type.wide ? (
        <Flag
          label={t('indexed')}
          on={field.indexed ?? false}
          onChange={(on) => patch({ indexed: on || undefined })}
        />
      ) : null}
      {isInput ? (
        <SettingRow
          label={t('sensitive')}
          htmlFor={sensitive}
          hint={
            field.sensitive && field.sensitive !== 'none'
              ? t(`sensitivityHint.${field.sensitive}`)
              : undefined
          }
        >
          <Select
            id={sensitive}
            value={field.sensitive ?? 'none'}
            options={kinds.map((each) => ({ value: each, label: t(`sensitivity.${each}`) }))}
            onChange={(value) => patch({ sensitive: value === 'none' ? undefined : value })}
            style={{ minWidth: 112 }}
          />
        </SettingRow>
      ) : null}
      {!isColumn && !type.layoutOnly && !type.wide ? (
        <SettingRow label={t('width')}>
          <Segmented
            aria-label={t('width')}
            value={field.width ?? 'full'}
            options={[
              { value: 'full', label: t('full') },
              { value: 'half', label: t('half') },
            ]}
            onChange={(width) => patch({ width: width === 'full' ? undefined : width })}
          />
        </SettingRow>
      ) : null}
    </>
  );
}

function Flag({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <SettingRow label={label} htmlFor={id}>
      <Switch id={id} size="small" checked={on} onChange={onChange} />
    </SettingRow>
  );
}
