import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LocalizedInput } from '@/components/settings/LocalizedInput';
import { SettingRow } from '@/components/settings/SettingRow';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { setKey } from '../actions/setKey';
import { setLabel } from '../actions/setLabel';
import { updateField } from '../actions/updateField';
import { useDesigner } from '../designerContext';
import { FormulaEditor } from '../expressions/FormulaEditor';
import { isKey } from '../model/keys';
import { root, placeOf } from '../model/places';
import type { DraftField } from '../model/uids';
import { ConditionSetting } from './ConditionSetting';
import { DefaultSetting } from './DefaultSetting';
import { FieldFlags } from './FieldFlags';
import styles from './panel.module.css';

/** Everything about one field: first what all fields have, then what its type adds. */
export function FieldPanel({ field }: { field: DraftField }) {
  const { t } = useTranslation(['designer', 'fields']);
  const { text } = useLanguage();
  const { designer, run, errorsOf } = useDesigner();
  const [labelId, keyId, helpId] = [useId(), useId(), useId()];
  const [typedKey, setTypedKey] = useState<string>();
  const type = fieldType(field.type);
  const isColumn = placeOf(designer.draft, field.$id)?.list !== root;
  const isInput = !type.layoutOnly && !type.computed;
  const errors = errorsOf(field.$id);
  const patch = (next: Record<string, unknown>) => run(updateField, { field: field.$id, patch: next });

  return (
    <>
      <h2>{text(field.label, t(`fields:type.${field.type}`))}</h2>
      <p className={styles.what}>
        {t(`fields:type.${field.type}`)} · {field.key} {field.id ? `· ${field.id}` : null}
      </p>
      {errors.map((each) => (
        <p key={each} className={styles.error}>
          {each}
        </p>
      ))}
      {field.type === 'divider' ? null : (
        <SettingRow label={t('label')} htmlFor={labelId} stacked>
          <LocalizedInput
            id={labelId}
            name={t('label')}
            value={field.label}
            onChange={(label) => run(setLabel, { field: field.$id, label })}
          />
        </SettingRow>
      )}
      {field.type === 'formula' ? (
        <FormulaEditor
          field={field}
          expression={String(field.expression ?? '')}
          onChange={(expression) => patch({ expression })}
        />
      ) : null}
      <SettingRow
        label={t('key')}
        htmlFor={keyId}
        stacked
        hint={typedKey !== undefined && !isKey(typedKey) ? t('keyWrong') : undefined}
      >
        <Input
          id={keyId}
          className={styles.code ?? ''}
          spellCheck={false}
          value={typedKey ?? field.key}
          {...(typedKey !== undefined && !isKey(typedKey) ? { status: 'error' as const } : {})}
          onChange={(event) => {
            const key = event.target.value.trim();
            setTypedKey(key);
            if (isKey(key)) run(setKey, { field: field.$id, key });
          }}
          onBlur={() => setTypedKey(undefined)}
        />
      </SettingRow>
      {type.layoutOnly && field.type !== 'section' ? null : (
        <SettingRow label={t('help')} htmlFor={helpId} stacked>
          <LocalizedInput
            id={helpId}
            name={t('help')}
            multiline
            value={field.help}
            onChange={(help) => patch({ help: Object.keys(help).length > 0 ? help : undefined })}
          />
        </SettingRow>
      )}
      {type.Settings ? (
        <>
          <hr />
          <type.Settings field={field} form={designer.draft} onChange={patch} />
        </>
      ) : null}
      <hr />
      <FieldFlags field={field} isColumn={isColumn} />
      {isInput ? <DefaultSetting field={field} onChange={patch} /> : null}
      {field.type === 'divider' || field.type === 'note' ? null : (
        <>
          <hr />
          <ConditionSetting key={`${field.$id} visible`} field={field} effect="visible" />
          {isInput ? <ConditionSetting field={field} effect="required" /> : null}
          {isInput ? <ConditionSetting field={field} effect="readOnly" /> : null}
        </>
      )}
    </>
  );
}
