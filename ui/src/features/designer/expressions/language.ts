import type { Language } from '@/api/types';
import type { Draft } from '../model/uids';

/** A function as the editor offers it. */
export interface OfferedFunction {
  name: string;
  family: string;
  signature: string;
  en: string;
  zh: string;
  example: string;
}

export const functions: readonly OfferedFunction[] = [];

/** What is wrong with an expression, and where; nothing when it can be used. */
export interface Fault {
  message: string;
  line: number;
  column: number;
}

export function faultOf(_source: string, _draft: Draft, _language: Language): Fault | undefined {
  return undefined;
}
