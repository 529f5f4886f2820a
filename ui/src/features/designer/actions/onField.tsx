import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  EyeInvisibleOutlined,
  StarOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { fieldType } from '@/fields';
import type { Step } from '../model/designer';
import { step } from '../model/designer';
import type { DraftField } from '../model/uids';
import { duplicateField } from './duplicateField';
import { moveBy } from './moveBy';
import { removeField } from './removeField';
import { conditionState, setCondition } from './setCondition';
import type { Draft } from '../model/uids';

/** One thing to do with a selected field: the toolbar shows it, the keyboard knows its key. */
export interface FieldCommand {
  key: 'duplicate' | 'required' | 'hide' | 'remove' | 'up' | 'down';
  icon?: ReactNode;
  /** As KeyboardEvent names it, "mod+" for ⌘ or Ctrl, "alt+" for Alt. */
  hotkey?: string;
  inToolbar: boolean;
  isOn?: (field: DraftField) => boolean;
  fits?: (field: DraftField) => boolean;
  step: (field: DraftField, draft: Draft) => Step;
}

const isInput = (field: DraftField) => !fieldType(field.type).layoutOnly && !fieldType(field.type).computed;

export const fieldCommands: readonly FieldCommand[] = [
  {
    key: 'duplicate',
    icon: <CopyOutlined aria-hidden />,
    hotkey: 'mod+d',
    inToolbar: true,
    step: (field) => step(duplicateField, field.$id),
  },
  {
    key: 'required',
    icon: <StarOutlined aria-hidden />,
    inToolbar: true,
    fits: isInput,
    isOn: (field) => field.required === true,
    step: (field) =>
      step(setCondition, { field: field.$id, effect: 'required', when: field.required ? 'never' : 'always' }),
  },
  {
    key: 'hide',
    icon: <EyeInvisibleOutlined aria-hidden />,
    inToolbar: true,
    isOn: (field) => field.hidden === true,
    step: (field, draft) =>
      step(setCondition, {
        field: field.$id,
        effect: 'visible',
        when: conditionState({ draft }, field.$id, 'visible') === 'always' ? 'never' : 'always',
      }),
  },
  {
    key: 'remove',
    icon: <DeleteOutlined aria-hidden />,
    hotkey: 'Delete',
    inToolbar: true,
    step: (field) => step(removeField, field.$id),
  },
  {
    key: 'up',
    icon: <ArrowUpOutlined aria-hidden />,
    hotkey: 'alt+ArrowUp',
    inToolbar: false,
    step: (field) => step(moveBy, { field: field.$id, by: -1 }),
  },
  {
    key: 'down',
    icon: <ArrowDownOutlined aria-hidden />,
    hotkey: 'alt+ArrowDown',
    inToolbar: false,
    step: (field) => step(moveBy, { field: field.$id, by: 1 }),
  },
];
