import { KeyboardSensor, PointerActivationConstraints, PointerSensor } from '@dnd-kit/dom';
import { DragDropProvider, DragOverlay } from '@dnd-kit/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldType } from '@/fields';
import { useIsPhone } from '@/lib/useMediaQuery';
import { addField } from './actions/addField';
import { moveField } from './actions/moveField';
import { Canvas } from './canvas/Canvas';
import { dropPlace, targetAt, type Drop } from './canvas/dropPlace';
import styles from './designer.module.css';
import { useDesigner } from './designerContext';
import { fitsIn } from './model/places';
import { Palette } from './palette/Palette';
import { Panel } from './panel/Panel';
import { PhoneBench } from './PhoneBench';
import { useShown } from './useShown';

interface Dragged {
  type: string;
  /** Absent for something new from the palette. */
  uid?: string;
}

// A click selects, five pixels drag; on a touch screen a held finger drags. Enter stays a click, Space picks up and arrows move.
const sensors = [
  PointerSensor.configure({
    activationConstraints: ({ pointerType }) =>
      pointerType === 'touch'
        ? [new PointerActivationConstraints.Delay({ value: 250, tolerance: 5 })]
        : [new PointerActivationConstraints.Distance({ value: 5 })],
  }),
  KeyboardSensor.configure({
    keyboardCodes: {
      start: ['Space'],
      cancel: ['Escape'],
      end: ['Space', 'Enter', 'Tab'],
      up: ['ArrowUp'],
      down: ['ArrowDown'],
      left: ['ArrowLeft'],
      right: ['ArrowRight'],
    },
  }),
];

/** Palette, canvas and properties, and what is dragged between them. */
export function Workbench() {
  const { run, designer } = useDesigner();
  const isPhone = useIsPhone();
  useShown(isPhone ? undefined : designer.selected, 'nearest');
  const [drop, setDrop] = useState<Drop>();

  const find = (dragged: Dragged, { x, y }: { x: number; y: number }): Drop | undefined => {
    const target = targetAt(x, y, dragged.uid);
    if (!target || !fitsIn(dragged.type, target.list)) return undefined;
    const { wide, layoutOnly } = fieldType(dragged.type);
    return dropPlace(target, x, y, target.uid !== 'end' && !wide && !layoutOnly);
  };

  return (
    <DragDropProvider
      sensors={sensors}
      onDragMove={(event) => {
        const { source, position } = event.operation;
        // The position told here is the one before this move.
        const to = event.to ?? {
          x: position.current.x + (event.by?.x ?? 0),
          y: position.current.y + (event.by?.y ?? 0),
        };
        setDrop(source ? find(source.data as Dragged, to) : undefined);
      }}
      onDragEnd={(event) => {
        const { source, position, canceled } = event.operation;
        const dragged = source?.data as Dragged | undefined;
        const at = dragged && !canceled && !event.canceled ? find(dragged, position.current) : undefined;
        setDrop(undefined);
        if (!dragged || !at) return;
        const place = { list: at.list, index: at.index };
        if (dragged.uid) run(moveField, { field: dragged.uid, to: place, beside: at.beside });
        else run(addField, { type: dragged.type, at: place, beside: at.beside });
      }}
    >
      {isPhone ? (
        <PhoneBench drop={drop} />
      ) : (
        <div className={styles.bench}>
          <Palette />
          <Canvas drop={drop} />
          <Panel />
        </div>
      )}
      <DragOverlay dropAnimation={null}>{(source) => <Chip dragged={source.data as Dragged} />}</DragOverlay>
    </DragDropProvider>
  );
}

function Chip({ dragged }: { dragged: Dragged }) {
  const { t } = useTranslation('fields');
  return (
    <div className={styles.chip}>
      {fieldType(dragged.type).icon} {t(`type.${dragged.type}`)}
    </div>
  );
}
