import type { ComponentType, ReactNode } from 'react';
import type { FieldDefinition, Language } from '@/api/types';

export interface CellProps {
  value: unknown;
  field: FieldDefinition;
  language: Language;
}

export interface InputProps {
  id?: string;
  value: unknown;
  field: FieldDefinition;
  readOnly?: boolean;
  /** Set when the input opens inside a table cell. */
  inCell?: boolean;
  onChange: (value: unknown) => void;
}

/** One field type in the browser. `text` is its value as plain words: history, search results, copy, print. */
export interface FieldType {
  type: string;
  icon: ReactNode;
  layoutOnly?: boolean;
  /** Values come from the server alone (formula, lookup, rollup, serial). */
  computed?: boolean;
  align?: 'start' | 'end';
  text: (value: unknown, field: FieldDefinition, language: Language) => string;
  Cell: ComponentType<CellProps>;
  Input: ComponentType<InputProps>;
}
