import type { Body } from '../call';
import { dates } from './dates';
import { lists } from './lists';
import { logic } from './logic';
import { numerics } from './numerics';
import { texts } from './texts';
import { totals } from './totals';

/** What each function of the catalogue does. */
export const bodies = new Map<string, Body>(
  [logic, totals, numerics, texts, dates, lists].flatMap((family) => Object.entries(family)),
);
