import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDefinition } from '@/api/types';
import { RelativeTime } from '@/components/RelativeTime';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './ConflictDialog.module.css';
import type { Conflict } from './useRecordEditor';

interface Props {
  form: FormDefinition;
  conflict: Conflict;
  onClose: () => void;
  onResolve: (keepMine: (field: string) => boolean) => void;
}

/** Somebody saved in between: what they changed, field by field, and which value stays where both did. */
export function ConflictDialog({ form, conflict, onClose, onResolve }: Props) {
  const { t } = useTranslation('record-form');
  const { language, text } = useLanguage();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const { current, changes } = conflict;

  const choose = (field: string, side: string) =>
    setTheirs(
      (all) => new Set(side === 'theirs' ? [...all, field] : [...all].filter((each) => each !== field)),
    );
  const shown = (field: string, value: unknown) => {
    const definition = form.fields.find((each) => each.key === field);
    return (definition && fieldType(definition.type).text(value, definition, language)) || t('empty');
  };

  return (
    <Modal
      open
      title={t('conflict.title')}
      okText={t('conflict.save')}
      cancelText={t('conflict.back')}
      onCancel={onClose}
      onOk={() => onResolve((field) => !theirs.has(field))}
      width={560}
    >
      <p className={styles.who}>
        {t('conflict.by', { name: current.updatedBy?.title ?? t('conflict.someone') })}{' '}
        <RelativeTime at={current.updatedAt} />
      </p>
      {changes.map(({ field, before, theirs: value, mine, isConflict }) => {
        const label = text(form.fields.find((each) => each.key === field)?.label, field);
        return (
          <div key={field} className={styles.change}>
            <b>{label}</b>
            <div>
              <del>{shown(field, before)}</del> → <ins>{shown(field, value)}</ins>
            </div>
            {isConflict ? (
              <Radio.Group
                aria-label={label}
                value={theirs.has(field) ? 'theirs' : 'mine'}
                onChange={(event) => choose(field, String(event.target.value))}
                options={[
                  { value: 'mine', label: t('conflict.mine', { value: shown(field, mine) }) },
                  { value: 'theirs', label: t('conflict.theirs', { value: shown(field, value) }) },
                ]}
                vertical
              />
            ) : (
              <small>{t('conflict.taken')}</small>
            )}
          </div>
        );
      })}
      {changes.length === 0 ? <p>{t('conflict.nothing')}</p> : null}
    </Modal>
  );
}
