import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { FieldDefinition } from '@/api/types';
import { fieldType } from '@/fields';
import styles from './RecordTable.module.css';

interface Props {
  field: FieldDefinition;
  value: unknown;
  onCommit: (value: unknown, move?: 'down' | 'right') => void;
  onCancel: () => void;
}

const picked = new Set(['select', 'boolean', 'user', 'department', 'reference', 'rating', 'date']);

/** The field's own input, in its cell. Enter and Tab keep the value, Escape does not; picking one keeps it at once. */
export function CellEditor({ field, value, onCommit, onCancel }: Props) {
  const { Input } = fieldType(field.type);
  const [draft, setDraft] = useState(value);
  const box = useRef<HTMLDivElement>(null);
  const done = useRef(false);

  useEffect(() => {
    const input = box.current?.querySelector<HTMLElement>('input, textarea, [tabindex], button');
    input?.focus();
    if (input instanceof HTMLInputElement && input.type !== 'checkbox') input.select();
  }, []);

  const finish = (next: unknown, move?: 'down' | 'right') => {
    if (done.current) return;
    done.current = true;
    if (JSON.stringify(next ?? null) === JSON.stringify(value ?? null)) return onCancel();
    onCommit(next, move);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      done.current = true;
      onCancel();
    } else if (
      event.key === 'Enter' &&
      !event.defaultPrevented &&
      !box.current?.querySelector('[aria-expanded="true"]')
    )
      finish(draft, 'down');
    else if (event.key === 'Tab') {
      event.preventDefault();
      finish(draft, 'right');
    }
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the input inside has the focus
    <div
      ref={box}
      className={styles.editor}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        const to = event.relatedTarget;
        const stays =
          to instanceof HTMLElement &&
          (event.currentTarget.contains(to) ||
            to.closest('.ant-select-dropdown, .ant-picker-dropdown, .ant-cascader-dropdown') !== null);
        if (!stays) finish(draft);
      }}
    >
      <Input
        value={draft}
        field={field}
        inCell
        onChange={(next) => {
          setDraft(next);
          if (picked.has(field.type)) finish(next);
        }}
      />
    </div>
  );
}
