import type { FieldDefinition, FormDefinition, RecordItem, ViewColumn } from '@/api/types';
import { isSystemKey } from '@/components/filters/systemFields';
import { dataFields } from '@/lib/dataFields';

export interface Column {
  key: string;
  field: FieldDefinition;
  /** How its values look: for a lookup, the field of the other form; else the field itself. */
  shown: FieldDefinition;
  width: number;
  frozen: boolean;
  isTitle: boolean;
}

export const titleKeyOf = (definition: FormDefinition) =>
  definition.titleField ?? dataFields(definition)[0]?.key ?? '';

export function valueOf(record: RecordItem, key: string): unknown {
  return isSystemKey(key) && !(key in record.data) ? record[key as keyof RecordItem] : record.data[key];
}

const widths: Record<string, number> = {
  longText: 260,
  richText: 260,
  reference: 180,
  references: 220,
  email: 190,
  url: 200,
  phone: 184,
  date: 116,
  dateTime: 160,
  time: 90,
  dateRange: 200,
  boolean: 84,
  rating: 120,
  number: 110,
  currency: 130,
  percent: 96,
  select: 120,
  multiSelect: 180,
  user: 110,
  department: 120,
  region: 220,
  cascade: 180,
  table: 110,
  file: 160,
  image: 110,
  idCard: 180,
  serial: 150,
};

const shownByDefault = 8;

/** Names are what records are known by: they are not cut. */
const leastTitle = 176;

/** The columns of a view; without a choice, the title and the first fields. */
export function columnsOf(
  definition: FormDefinition,
  all: FieldDefinition[],
  chosen: ViewColumn[] | undefined,
): Column[] {
  const title = titleKeyOf(definition);
  const wanted = chosen?.length ? chosen : defaultColumns(definition);
  return wanted
    .flatMap(({ field: key, width, frozen }): Column[] => {
      const field = all.find((each) => each.key === key);
      if (!field) return [];
      return [
        {
          key,
          field,
          shown: field,
          width: Math.max(key === title ? leastTitle : 0, width ?? widths[field.type] ?? 150),
          frozen: frozen ?? false,
          isTitle: key === title,
        },
      ];
    })
    .sort((a, b) => Number(b.frozen) - Number(a.frozen));
}

export function defaultColumns(definition: FormDefinition): ViewColumn[] {
  const title = titleKeyOf(definition);
  const shown = dataFields(definition).filter((field) => !field.hidden && field.key !== title);
  return [
    { field: title, frozen: true },
    ...shown.slice(0, shownByDefault - 1).map((field) => ({ field: field.key })),
    { field: 'updatedAt' },
  ];
}

const unsortable = new Set([
  'table',
  'file',
  'image',
  'signature',
  'json',
  'location',
  'richText',
  'multiSelect',
  'users',
  'departments',
  'references',
  'region',
  'cascade',
  'dateRange',
  'lookup',
  'rollup',
]);
export const canSort = (field: FieldDefinition) =>
  !unsortable.has(field.type) && field.right !== 'masked' && field.sensitive !== 'encrypt';

const inCell = new Set([
  'text',
  'email',
  'url',
  'phone',
  'idCard',
  'number',
  'currency',
  'percent',
  'rating',
  'boolean',
  'date',
  'dateTime',
  'time',
  'select',
  'multiSelect',
  'user',
  'users',
  'department',
  'departments',
  'reference',
  'references',
]);
/** Whether it is edited in its cell; others open the record. */
export const editsInCell = (field: FieldDefinition) =>
  inCell.has(field.type) && !field.readOnly && field.right !== 'masked';
