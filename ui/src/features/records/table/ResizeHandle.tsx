import { useRef, type PointerEvent } from 'react';
import styles from './RecordTable.module.css';

const least = 64;
const most = 800;

/** Drag the edge of a column's head; only the end of the drag is kept. */
export function ResizeHandle({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  const drag = useRef<{ x: number; width: number } | undefined>(undefined);

  const widthAt = (event: PointerEvent) => {
    const { x, width: start } = drag.current ?? { x: event.clientX, width };
    return Math.min(most, Math.max(least, start + event.clientX - x));
  };

  return (
    <span
      aria-hidden
      className={styles.resize}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (drag.current) onResize(widthAt(event));
      }}
      onPointerUp={() => (drag.current = undefined)}
    />
  );
}
