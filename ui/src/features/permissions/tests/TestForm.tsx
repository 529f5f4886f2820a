import { Checkbox, Form, InputNumber, Radio, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useForm, useForms } from '@/api/forms';
import { actions } from '@/api/roles';
import { RowsInput } from '@/components/access/RowsInput';
import { LocalizedInput } from '@/components/settings/LocalizedInput';
import { dataFields } from '@/lib/dataFields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { expectationsOf, type TestDraft } from './testDraft';
import { WhoSelect } from './WhoSelect';

interface Props {
  draft: TestDraft;
  errors: Record<string, string>;
  onChange: (next: Partial<TestDraft>) => void;
}

/** Who, does what, with what, and what is expected: a sentence to be filled in. */
export function TestForm({ draft, errors, onChange }: Props) {
  const { t } = useTranslation(['permissions', 'access']);
  const { text } = useLanguage();
  const forms = useForms().data ?? [];
  const definition = useForm(draft.form).data?.definition;
  const fields = (definition ? dataFields(definition) : []).flatMap((field) => [
    { value: field.key, label: text(field.label, field.key) },
    ...(field.fields ?? []).map((column) => ({
      value: `${field.key}.${column.key}`,
      label: `${text(field.label, field.key)} · ${text(column.label, column.key)}`,
    })),
  ]);
  const item = (path: string) =>
    errors[path] ? { validateStatus: 'error' as const, help: errors[path] } : {};

  return (
    <>
      <Form.Item label={t('tests.name')} extra={t('tests.nameHint')} {...item('/title')}>
        <LocalizedInput
          name={t('tests.name')}
          value={draft.title}
          autoFocus
          onChange={(title) => onChange({ title })}
        />
      </Form.Item>
      <Form.Item label={t('tests.who')} htmlFor="test-who" {...item('/who')}>
        <WhoSelect id="test-who" value={draft.who} onChange={(who) => onChange({ who })} />
      </Form.Item>
      <Form.Item label={t('tests.action')} htmlFor="test-action">
        <Select
          id="test-action"
          aria-label={t('tests.action')}
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.action}
          options={actions.map((action) => ({ value: action, label: t(`access:action.${action}`) }))}
          onChange={(action) => onChange({ action })}
        />
      </Form.Item>
      <Form.Item label={t('tests.form')} htmlFor="test-form" {...item('/form')}>
        <Select
          id="test-form"
          aria-label={t('tests.form')}
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.form || null}
          options={forms.map((form) => ({ value: form.key, label: text(form.title, form.key) }))}
          onChange={(form: string) => onChange({ form, field: '', rows: undefined })}
        />
      </Form.Item>
      <Form.Item label={t('tests.field')} htmlFor="test-field" {...item('/field')}>
        <Select
          id="test-field"
          aria-label={t('tests.field')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('tests.noField')}
          value={draft.field || null}
          options={fields}
          onChange={(field: string | null) => onChange({ field: field ?? '' })}
        />
      </Form.Item>
      <Form.Item {...item('/rows')}>
        <Checkbox
          checked={draft.rows !== undefined}
          disabled={draft.form === ''}
          onChange={(event) => onChange({ rows: event.target.checked ? 'all' : undefined })}
        >
          {t('tests.onRecords')}
        </Checkbox>
        {draft.rows !== undefined ? (
          <RowsInput form={draft.form} value={draft.rows} onChange={(rows) => onChange({ rows })} />
        ) : null}
      </Form.Item>
      <Form.Item label={t('tests.expected')} {...item('/expect')}>
        <Radio.Group
          aria-label={t('tests.expected')}
          value={draft.expect}
          onChange={(event) => onChange({ expect: event.target.value as TestDraft['expect'] })}
        >
          {expectationsOf(draft).map((expect) => (
            <Radio key={expect} value={expect}>
              {t(`tests.expect.${expect}`)}
            </Radio>
          ))}
        </Radio.Group>
        {draft.expect === 'rows' ? (
          <Space wrap>
            <InputNumber
              aria-label={t('tests.atLeast')}
              prefix={t('tests.atLeast')}
              min={0}
              precision={0}
              value={draft.atLeast}
              onChange={(atLeast) => onChange({ atLeast })}
            />
            <InputNumber
              aria-label={t('tests.atMost')}
              prefix={t('tests.atMost')}
              min={0}
              precision={0}
              value={draft.atMost}
              onChange={(atMost) => onChange({ atMost })}
            />
          </Space>
        ) : null}
      </Form.Item>
    </>
  );
}
