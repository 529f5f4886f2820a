import type { Filter } from '@/api/types';
import { rowPresets, type RowPreset } from '@/api/roles';
import { countRules, fromFilter, isWhole, toFilter, type Group } from '../filters/filterModel';

/** Which records, as it is edited: a preset, or conditions that may not be finished yet. */
export type RowScope = RowPreset | Group;

export const isConditions = (scope: RowScope): scope is Group => typeof scope === 'object';

export function readRows(rows: Filter | RowPreset | null | undefined): RowScope {
  if (rows === null || rows === undefined) return 'all';
  if (typeof rows === 'object') return fromFilter(rows);
  return rowPresets.find((each) => each === rows) ?? 'all';
}

/** Only a finished scope is written: what is missing of a condition would otherwise let more through. */
export const isFinishedScope = (scope: RowScope) =>
  !isConditions(scope) || (isWhole(scope) && countRules(scope) > 0);

export function writeRows(scope: RowScope): Filter | RowPreset {
  if (!isConditions(scope)) return scope;
  const filter = toFilter(scope);
  if (!filter || !isFinishedScope(scope)) throw new Error('The conditions are not finished.');
  return filter;
}
