import functions from './catalogue.json';
import type { Kind } from './value';

export interface Parameter {
  name: string;
  kinds: Kind[];
  presence: 'required' | 'optional' | 'repeated';
  /** Whether the function makes something of an empty argument; else it gives Empty. */
  takesEmpty: boolean;
  /** Takes values and lists of them; the function gets all that are not empty as one flat list. */
  spreads: boolean;
}

/** A function as editors show it and calls are checked against it. */
export interface FunctionInfo {
  name: string;
  family: string;
  signature: string;
  parameters: Parameter[];
  restAllowed: boolean;
  /** A call with fewer arguments depends on the clock or the caller. */
  volatileBelow: number;
  returns: Kind[];
  en: string;
  zh: string;
  example: string;
}

/** All functions, written by FormsHub.Formulas.Tests/CatalogueTests from the server's own list. */
export const catalogue = functions as FunctionInfo[];

export const functionNamed = new Map(catalogue.map((each) => [each.name, each]));
