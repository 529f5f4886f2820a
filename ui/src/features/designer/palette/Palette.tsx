import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldTypes } from '@/fields';
import type { FieldType, PaletteGroup } from '@/fields/defineField';
import styles from './palette.module.css';
import { PaletteItem } from './PaletteItem';

const groups: PaletteGroup[] = ['common', 'contact', 'relation', 'people', 'media', 'layout'];

/** Every type of field: dragged onto the canvas, or added by a click behind the selected field. */
export function Palette({ onAdded }: { onAdded?: () => void }) {
  const { t } = useTranslation(['designer', 'fields']);
  const [typed, setTyped] = useState('');
  const words = typed.trim().toLowerCase();
  const found = (type: FieldType) =>
    words === '' ||
    [type.type, t(`fields:type.${type.type}`)].some((each) => each.toLowerCase().includes(words));

  return (
    <section className={styles.palette} aria-label={t('palette')}>
      <Input
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t('findField')}
        aria-label={t('findField')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {groups.map((group) => {
        const types = fieldTypes.filter((each) => each.group === group && found(each));
        return types.length > 0 ? (
          <div key={group} role="group" aria-label={t(`fields:group.${group}`)}>
            <h2>{t(`fields:group.${group}`)}</h2>
            <div className={styles.grid}>
              {types.map((each) => (
                <PaletteItem key={each.type} type={each} onAdded={onAdded} />
              ))}
            </div>
          </div>
        ) : null;
      })}
      {fieldTypes.some(found) ? null : <p className={styles.none}>{t('nothingFound')}</p>}
    </section>
  );
}
