import { Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { MembersPicker } from '@/components/access/MembersPicker';
import { LocalizedInput } from '@/components/settings/LocalizedInput';
import { SettingRow } from '@/components/settings/SettingRow';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { updateForm } from '../actions/updateForm';
import { useDesigner } from '../designerContext';
import styles from './panel.module.css';
import { PersonalDataSettings } from './PersonalDataSettings';

const icons = ['phone', 'team', 'user', 'shop', 'alert', 'file', 'tool', 'calendar', 'solution', 'inbox'];

/** The form itself: its names, the field that names a record, who may use it. */
export function FormPanel() {
  const { t } = useTranslation('designer');
  const { text } = useLanguage();
  const { designer, run } = useDesigner();
  const [title, description, titleField, members, icon, plural] = [
    useId(),
    useId(),
    useId(),
    useId(),
    useId(),
    useId(),
  ];
  const { draft } = designer;
  const patch = (next: Record<string, unknown>) => run(updateForm, next);
  const naming = draft.fields.filter(
    (each) =>
      each.sensitive !== 'encrypt' &&
      ['text', 'phone', 'email', 'serial', 'formula', 'select', 'idCard'].includes(fieldType(each.type).type),
  );

  return (
    <>
      <h2>{t('theForm')}</h2>
      <p className={styles.what}>{draft.key}</p>
      <SettingRow label={t('formTitle')} htmlFor={title} stacked>
        <LocalizedInput
          id={title}
          name={t('formTitle')}
          value={draft.title}
          onChange={(value) => patch({ title: value })}
        />
      </SettingRow>
      <SettingRow label={t('description')} htmlFor={description} stacked>
        <LocalizedInput
          id={description}
          name={t('description')}
          multiline
          value={draft.description}
          onChange={(value) => patch({ description: Object.keys(value).length > 0 ? value : undefined })}
        />
      </SettingRow>
      <SettingRow label={t('titleField')} htmlFor={titleField} hint={t('titleFieldHint')} stacked>
        <Select
          id={titleField}
          allowClear
          value={draft.titleField ?? null}
          options={naming.map((each) => ({ value: each.key, label: text(each.label, each.key) }))}
          onChange={(value) => patch({ titleField: value ?? undefined })}
        />
      </SettingRow>
      <hr />
      <SettingRow label={t('members')} htmlFor={members} hint={t('membersHint')} stacked>
        <MembersPicker
          id={members}
          value={draft.members ?? []}
          placeholder={t('membersNobody')}
          onChange={(value) => patch({ members: value.length > 0 ? value : undefined })}
        />
      </SettingRow>
      <hr />
      <PersonalDataSettings />
      <hr />
      <SettingRow label={t('icon')} htmlFor={icon}>
        <Select
          id={icon}
          allowClear
          value={draft.icon ?? null}
          options={icons.map((each) => ({ value: each, label: t(`icons.${each}`) }))}
          onChange={(value) => patch({ icon: value ?? undefined })}
          style={{ minWidth: 112 }}
        />
      </SettingRow>
      <SettingRow label={t('plural')} htmlFor={plural} stacked>
        <Input
          id={plural}
          className={styles.code ?? ''}
          value={draft.plural ?? ''}
          onChange={(event) => patch({ plural: event.target.value.trim() || undefined })}
        />
      </SettingRow>
      <p className={styles.tip}>{t('keysTip')}</p>
    </>
  );
}
