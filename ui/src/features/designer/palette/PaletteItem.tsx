import { useDraggable } from '@dnd-kit/react';
import { useTranslation } from 'react-i18next';
import type { FieldType } from '@/fields/defineField';
import { addField } from '../actions/addField';
import { useDesigner } from '../designerContext';
import styles from './palette.module.css';

interface Props {
  type: FieldType;
  onAdded?: (() => void) | undefined;
}

/** One type of field, to be dragged or clicked. */
export function PaletteItem({ type, onAdded }: Props) {
  const { t } = useTranslation('fields');
  const { run } = useDesigner();
  const { ref } = useDraggable({ id: `palette-${type.type}`, data: { type: type.type } });
  return (
    <button
      ref={ref}
      type="button"
      className={styles.item}
      data-palette={type.type}
      onClick={() => {
        run(addField, { type: type.type });
        onAdded?.();
      }}
    >
      <span aria-hidden>{type.icon}</span>
      {t(`type.${type.type}`)}
    </button>
  );
}
