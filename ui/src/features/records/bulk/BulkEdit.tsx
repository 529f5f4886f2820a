import { useMutation } from '@tanstack/react-query';
import { Checkbox, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import type { Form, FormDefinition, RecordItem } from '@/api/types';
import { Names } from '@/components/Names';
import type { useUndo } from '@/components/useUndo';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useNumbers } from '@/lib/useNumbers';
import { batch } from '../api/batch';
import { dataFields } from '@/lib/dataFields';
import { editsInCell } from '../columns';
import styles from './bulk.module.css';

interface Props {
  form: Form;
  definition: FormDefinition;
  records: RecordItem[];
  undo: ReturnType<typeof useUndo>;
  onClose: () => void;
  onDone: () => void;
}

/** One field, one value, many records. */
export function BulkEdit({ form, definition, records, undo, onClose, onDone }: Props) {
  const { t } = useTranslation('records');
  const { text, language } = useLanguage();
  const number = useNumbers();
  const fields = dataFields(definition).filter((field) => editsInCell(field) && !field.unique);
  const [key, setKey] = useState<string>();
  const [value, setValue] = useState<unknown>(null);
  const [clear, setClear] = useState(false);
  const field = fields.find((each) => each.key === key);
  const words = { count: records.length, shown: number(records.length) };

  const edit = useMutation({
    mutationFn: () =>
      batch(form.key, {
        update: records.map(({ id, rev }) => ({ id, rev, data: { [String(key)]: clear ? null : value } })),
      }),
    onSuccess: ({ changeSet }) => {
      undo.say(t('bulk.edited', words), changeSet);
      onClose();
      onDone();
    },
  });
  const Input = field && fieldType(field.type).Input;
  const isReady = field !== undefined && (clear || (value !== null && value !== undefined && value !== ''));
  const shownValue = field && !clear ? fieldType(field.type).text(value, field, language) : t('bulk.nothing');

  return (
    <Modal
      open
      width={480}
      title={t('bulk.editTitle', words)}
      okText={t('bulk.editAction', words)}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={edit.isPending}
      onCancel={onClose}
      onOk={() => edit.mutate()}
    >
      <div className={styles.form}>
        <label htmlFor="bulk-field">{t('bulk.field')}</label>
        <Select
          id="bulk-field"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('bulk.pickField')}
          value={key ?? null}
          options={fields.map((each) => ({ value: each.key, label: text(each.label, each.key) }))}
          onChange={(next: string | null) => {
            setKey(next ?? undefined);
            setValue(null);
          }}
        />
        {Input ? (
          <>
            <label htmlFor="bulk-value">{t('bulk.value')}</label>
            <Input id="bulk-value" field={field} value={value} readOnly={clear} onChange={setValue} />
            {field.required ? null : (
              <Checkbox checked={clear} onChange={(event) => setClear(event.target.checked)}>
                {t('bulk.empty')}
              </Checkbox>
            )}
          </>
        ) : null}
        {isReady ? (
          <p className={styles.soft}>
            {t('bulk.preview', { field: text(field.label, field.key), value: shownValue })}
          </p>
        ) : null}
        <p className={styles.names}>
          <Names titles={records.map((each) => each.title)} />
        </p>
        {edit.error ? (
          <p role="alert" className={styles.problem}>
            {edit.error instanceof ApiProblem ? edit.error.sentence : t('edit.failed')}
          </p>
        ) : null}
      </div>
    </Modal>
  );
}
