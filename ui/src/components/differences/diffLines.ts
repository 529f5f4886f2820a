import type { Change, FieldDefinition, FormDefinition, Language } from '@/api/types';
import { textIn } from '@/lib/i18n/useLanguage';

/** One difference in words: a field, or a cell of a sub-table's row. */
export interface DiffLine {
  /** Given when the field can be put back by itself. */
  field: string;
  label: string;
  before: string;
  after: string;
  row?: 'added' | 'removed' | 'changed';
}

type TextOf = (value: unknown, field: FieldDefinition, language: Language) => string;

/** What changed, as people read it; never JSON. A field that no longer exists keeps its key as a name. */
export function diffLines(
  changes: Change[],
  definition: FormDefinition | undefined,
  language: Language,
  textOf: TextOf,
): DiffLine[] {
  return changes.flatMap((change): DiffLine[] => {
    const field = fieldOf(definition?.fields, change.field);
    const label = textIn(language, field?.label, change.field);
    if (!change.rows?.length)
      return [
        {
          field: change.field,
          label,
          before: words(change.before, field, language, textOf),
          after: words(change.after, field, language, textOf),
        },
      ];
    return change.rows.flatMap((row) =>
      (row.cells.length > 0 ? row.cells : [{ field: '', before: null, after: null }]).map(
        (cell): DiffLine => {
          const column = fieldOf(field?.fields, cell.field);
          return {
            field: change.field,
            label: column || cell.field ? `${label} · ${textIn(language, column?.label, cell.field)}` : label,
            before: words(cell.before, column, language, textOf),
            after: words(cell.after, column, language, textOf),
            row: row.change,
          };
        },
      ),
    );
  });
}

/** The field of that key, found by an alias too. */
export const fieldOf = (fields: FieldDefinition[] | undefined, key: string) =>
  fields?.find((field) => field.key === key || field.id === key || field.aliases?.includes(key));

function words(
  value: unknown,
  field: FieldDefinition | undefined,
  language: Language,
  textOf: TextOf,
): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value) && value.length === 0) return '';
  return field ? textOf(value, field, language) : plain(value);
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if (typeof value === 'object' && value !== null)
    return 'title' in value ? String(value.title) : 'name' in value ? String(value.name) : '…';
  return String(value);
}
