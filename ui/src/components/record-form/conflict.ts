import type { Data, FormDefinition } from '@/api/types';
import { isTyped, same } from './recordData';

/** One field that somebody else changed since this form was opened. */
export interface TheirChange {
  field: string;
  before: unknown;
  theirs: unknown;
  mine: unknown;
  /** Changed here too, to something else: someone has to choose. */
  isConflict: boolean;
}

/** What the others changed between the revision opened here and the current one. */
export function theirChanges(form: FormDefinition, before: Data, mine: Data, theirs: Data): TheirChange[] {
  return form.fields
    .filter((field) => isTyped(field) && !same(before[field.key], theirs[field.key]))
    .map(({ key }) => ({
      field: key,
      before: before[key],
      theirs: theirs[key],
      mine: mine[key],
      isConflict: !same(before[key], mine[key]) && !same(mine[key], theirs[key]),
    }));
}

/** Mine over theirs: their changes come in, except where mine was chosen. */
export function merged(mine: Data, changes: TheirChange[], keepMine: (field: string) => boolean): Data {
  const data = { ...mine };
  for (const { field, theirs, isConflict } of changes)
    if (!isConflict || !keepMine(field)) data[field] = theirs;
  return data;
}

/** Nothing of mine is missing there: an earlier save arrived although its answer was lost. */
export const isAlreadySaved = (form: FormDefinition, mine: Data, theirs: Data, before: Data) =>
  form.fields.every(
    ({ key, type, ...rest }) =>
      !isTyped({ key, type, ...rest }) || same(mine[key], before[key]) || same(mine[key], theirs[key]),
  );
