import { Alert, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useForm, useForms } from '@/api/forms';
import { useMe } from '@/api/me';
import { AffectedOperations } from '@/components/contract/AffectedOperations';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Preview, PreviewItem } from '../api/rules';
import styles from './saving.module.css';

interface Props {
  preview: Preview;
  onSave: () => void;
  onClose: () => void;
}

const rank = ['hidden', 'masked', 'read', 'write'];
const loses = ({ rows, actionsLost, fields }: PreviewItem) =>
  rows.lost > 0 ||
  actionsLost.length > 0 ||
  fields.some(({ before, after }) => rank.indexOf(after) < rank.indexOf(before));

/** Who gains and who loses what, before it is so. */
export function PreviewDialog({ preview, onSave, onClose }: Props) {
  const { t } = useTranslation(['permissions', 'access']);
  const { me } = useMe();
  const { items, people, isCut } = preview;
  const ownLoss = items.some((item) => item.user.id === me?.id && loses(item));
  return (
    <Modal
      open
      width={720}
      title={t('preview.title')}
      okText={t('preview.save')}
      cancelText={t('preview.back')}
      onOk={onSave}
      onCancel={onClose}
    >
      <p>{t('preview.people', { count: people })}</p>
      {ownLoss ? <Alert type="warning" showIcon title={t('preview.ownLoss')} /> : null}
      <ul className={styles.items}>
        {items.map((item) => (
          <Item key={`${item.user.id} ${item.form}`} item={item} />
        ))}
      </ul>
      {isCut ? <p className={styles.soft}>{t('preview.cut')}</p> : null}
      <AffectedOperations report={preview.operations} />
    </Modal>
  );
}

function Item({ item }: { item: PreviewItem }) {
  const { t } = useTranslation(['permissions', 'access']);
  const { text } = useLanguage();
  const forms = useForms().data ?? [];
  const { rows, actionsGained, actionsLost, fields } = item;
  const definition = useForm(item.form).data?.definition;
  const labelOf = (path: string) => {
    const [key = path, column] = path.split('.');
    const field = definition?.fields.find((each) => each.key === key);
    const inside = field?.fields?.find((each) => each.key === column);
    return [text(field?.label, key), ...(column ? [text(inside?.label, column)] : [])].join(' · ');
  };
  const names = (actions: PreviewItem['actionsGained']) =>
    actions.map((action) => t(`access:action.${action}`)).join(t('comma'));
  const right = (name: string) => t(`access:right.${name as 'read'}`);
  return (
    <li data-user={item.user.title}>
      <div>
        <b>{item.user.title}</b>{' '}
        <span className={styles.soft}>
          {text(forms.find((form) => form.key === item.form)?.title, item.form)}
        </span>
      </div>
      {rows.gained > 0 || rows.lost > 0 ? (
        <div>
          {t('preview.rows')} {rows.before} → {rows.after}{' '}
          {rows.gained > 0 ? (
            <span className={styles.gained}>{t('preview.gained', { count: rows.gained })}</span>
          ) : null}{' '}
          {rows.lost > 0 ? (
            <span className={styles.lost}>{t('preview.lost', { count: rows.lost })}</span>
          ) : null}
        </div>
      ) : null}
      {actionsGained.length > 0 ? <div className={styles.gained}>+ {names(actionsGained)}</div> : null}
      {actionsLost.length > 0 ? <div className={styles.lost}>− {names(actionsLost)}</div> : null}
      {fields.length > 0 ? (
        <div>
          {t('preview.fields', { count: fields.length })}{' '}
          {fields.map(({ field, before, after }) => (
            <span
              key={field}
              className={`${styles.field} ${rank.indexOf(after) < rank.indexOf(before) ? styles.lost : styles.gained}`}
            >
              {labelOf(field)}: {right(before)} → {right(after)}
            </span>
          ))}
        </div>
      ) : null}
    </li>
  );
}
