import type { ComponentType, ReactNode } from 'react';
import type { FieldDefinition, FormDefinition, Language } from '@/api/types';
import { Masked } from './Masked';
import { isMask } from './masks';
import { plainWords } from './plainWords';

/** Where the designer's palette shows a type. */
export type PaletteGroup = 'common' | 'contact' | 'relation' | 'people' | 'media' | 'layout';

/** A value as it stands in a definition or a record: not empty, of the shape that its type stores. */
export type Shape = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'any';

export interface CellProps<Value = unknown, Options = object> {
  value: Value;
  field: FieldDefinition & Options;
  language: Language;
}

export interface InputProps<Value = unknown, Options = object> {
  id?: string | undefined;
  value: Value;
  field: FieldDefinition & Options;
  readOnly?: boolean | undefined;
  /** Set when the input opens inside a table cell. */
  inCell?: boolean | undefined;
  invalid?: boolean | undefined;
  required?: boolean | undefined;
  /** The ids of what explains the input: its help and its messages. */
  describedBy?: string | undefined;
  /** The name for assistive technology where no label element points here. */
  label?: string | undefined;
  onChange: (value: unknown) => void;
  onBlur?: (() => void) | undefined;
}

/** Where a value leads: what a table offers beside it, since a click there selects. */
export interface ValueLink {
  kind: 'call' | 'mail' | 'web' | 'record';
  href: string;
}

export interface SettingsProps<Options = object> {
  field: FieldDefinition & Options;
  /** The whole draft: other fields can be pointed at. */
  form: FormDefinition;
  onChange: (patch: Partial<FieldDefinition & Options>) => void;
}

/** One field type in the browser: the half of its file in FormsHub.Core/Fields that people see. */
export interface FieldType {
  type: string;
  icon: ReactNode;
  group: PaletteGroup;
  /** Attributes that a field new on the canvas begins with. */
  defaults: Record<string, unknown>;
  layoutOnly?: boolean;
  /** Values come from the server or a formula alone (formula, lookup, rollup, serial). */
  computed?: boolean;
  /** Needs the width of the form: a label beside or half a line would not do. */
  wide?: boolean;
  align?: 'start' | 'end';
  /** The value as plain words: history, search results, copy, print. */
  text: (value: unknown, field: FieldDefinition, language: Language) => string;
  link?: (value: unknown, field: FieldDefinition) => ValueLink | undefined;
  /** A message for a value that cannot stand, before the server says so; nothing when it may. */
  check?: (value: unknown, field: FieldDefinition, language: Language) => string | undefined;
  /** The value in one line, as in tables: nothing in it is clicked. */
  Cell: ComponentType<CellProps>;
  /** The value where there is room, links to be followed; the cell where a type has no better. */
  Display: ComponentType<CellProps>;
  Input: ComponentType<InputProps>;
  /** The value in a filter; the input where a type has no better. */
  Filter?: ComponentType<InputProps>;
  Settings?: ComponentType<SettingsProps>;
}

interface Typed<Value, Options> {
  type: string;
  icon: ReactNode;
  group: PaletteGroup;
  shape: Shape;
  defaults?: Options & Partial<FieldDefinition>;
  layoutOnly?: boolean;
  computed?: boolean;
  wide?: boolean;
  align?: 'start' | 'end';
  text: (value: Value, field: FieldDefinition & Options, language: Language) => string;
  link?: (value: Value, field: FieldDefinition & Options) => ValueLink | undefined;
  check?: (value: Value, field: FieldDefinition & Options, language: Language) => string | undefined;
  Cell?: ComponentType<CellProps<Value, Options>>;
  Display?: ComponentType<CellProps<Value, Options>>;
  Input: ComponentType<InputProps<Value | null | undefined, Options>>;
  Filter?: ComponentType<InputProps<Value | null | undefined, Options>>;
  Settings?: ComponentType<SettingsProps<Options>>;
}

export const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

function hasShape(value: unknown, shape: Shape) {
  if (shape === 'any') return true;
  if (shape === 'array') return Array.isArray(value);
  if (shape === 'object') return typeof value === 'object' && !Array.isArray(value);
  return typeof value === shape;
}

/** A field type whose parts may trust the shape of their value: another one (left by a former type) shows as plain words. */
export function defineField<Value, Options extends object = object>(typed: Typed<Value, Options>): FieldType {
  const { shape, text, link, check, Cell, Display, Input, Filter, Settings, defaults, ...rest } = typed;
  type Field = FieldDefinition & Options;

  const words: FieldType['text'] = (value, field, language) => {
    if (isEmpty(value)) return '';
    if (isMask(value, field)) return value;
    return hasShape(value, shape) ? text(value as Value, field as Field, language) : plainWords(value);
  };

  const shown = (Part: Typed<Value, Options>['Cell']): FieldType['Cell'] =>
    function Shown({ value, field, language }) {
      if (isEmpty(value)) return null;
      if (isMask(value, field)) return <Masked value={value} />;
      if (!Part || !hasShape(value, shape)) return words(value, field, language);
      return <Part value={value as Value} field={field as Field} language={language} />;
    };

  return {
    ...rest,
    defaults: defaults ?? {},
    text: words,
    Cell: shown(Cell),
    Display: shown(Display ?? Cell),
    Input: fitting(Input, shape),
    ...(link
      ? {
          link: (value, field) =>
            isEmpty(value) || !hasShape(value, shape) || isMask(value, field)
              ? undefined
              : link(value as Value, field as Field),
        }
      : {}),
    ...(check
      ? {
          check: (value, field, language) =>
            isEmpty(value) || !hasShape(value, shape) || isMask(value, field)
              ? undefined
              : check(value as Value, field as Field, language),
        }
      : {}),
    ...(Filter ? { Filter: fitting(Filter, shape) } : {}),
    ...(Settings ? { Settings: Settings as unknown as ComponentType<SettingsProps> } : {}),
  };
}

function fitting<Value, Options>(
  Part: ComponentType<InputProps<Value | null | undefined, Options>>,
  shape: Shape,
): ComponentType<InputProps> {
  return function Fitting({ value, field, ...props }) {
    // A mask is not changed but replaced: it stands where nothing is typed yet.
    const masked = isMask(value, field);
    const fit =
      !masked && (isEmpty(value) || hasShape(value, shape)) ? (value as Value | null | undefined) : null;
    const asked = masked ? { ...field, placeholder: { 'zh-CN': value, en: value } } : field;
    return <Part {...props} value={fit} field={asked as FieldDefinition & Options} />;
  };
}
