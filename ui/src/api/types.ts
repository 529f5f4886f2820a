import type { LimitedRight, Rights } from './rights';
import type { components } from './schema';

/**
 * The shapes that the browser reads. What openapi.json describes comes from schema.d.ts (`npm run api`). Written by hand is only what
 * OpenAPI cannot say: definitions and filters, whose members depend on the field's type; what the server passes on as stored JSON
 * without a class of its own (forms, revisions, their changes); and, in answers, which of its forms a value has there, as Told says.
 */
export type Schemas = components['schemas'];

type PerLanguage = Exclude<Schemas['Localized'], string>;

/** In answers a localized text has one text per language, never one for both; a link has a title. */
export type Told<T> = T extends null | undefined
  ? T
  : unknown extends T
    ? T
    : T extends (infer Item)[]
      ? Told<Item>[]
      : T extends Schemas['Link']
        ? { [K in keyof T]: K extends 'title' ? string : Property<T[K]> }
        : T extends object
          ? { [K in keyof T]: Property<T[K]> }
          : T;
type Property<P> = unknown extends P
  ? P
  : PerLanguage extends Exclude<P, null | undefined | string>
    ? Localized | Extract<P, null | undefined>
    : Told<P>;

/** An answer of openapi.json, with members that it leaves open. */
export type Answer<Name extends keyof Schemas, Own = unknown> = Omit<Told<Schemas[Name]>, keyof Own> & Own;

export type Language = 'zh-CN' | 'en';
export type Localized = Partial<Record<Language, string>>;
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

export interface Named {
  id: string;
  title: string;
}

export interface SelectOption {
  key: string;
  label: Localized;
  color?: string;
  children?: SelectOption[];
}

/** A field of a definition: `type` says which further attributes it has (docs/reference/fields). */
export interface FieldDefinition {
  id?: string;
  key: string;
  type: string;
  label: Localized;
  help?: Localized;
  placeholder?: Localized;
  required?: boolean;
  unique?: boolean;
  indexed?: boolean;
  readOnly?: boolean;
  hidden?: boolean;
  sensitive?: 'none' | 'mask' | 'encrypt';
  /** Set by withRights: what its reader may do with it, where that is not everything. */
  right?: LimitedRight;
  width?: 'full' | 'half';
  default?: unknown;
  defaultExpression?: string;
  aliases?: string[];
  options?: SelectOption[];
  fields?: FieldDefinition[];
  target?: string;
  [attribute: string]: unknown;
}

export interface RuleDefinition {
  when: string;
  set: {
    field: string;
    visible?: boolean;
    required?: boolean;
    readOnly?: boolean;
    value?: string;
    error?: Localized;
  }[];
}

export interface ViewColumn {
  field: string;
  width?: number;
  frozen?: boolean;
}

export interface ViewDefinition {
  key: string;
  title: Localized;
  kind: 'table' | 'kanban' | 'calendar' | 'gallery';
  filter?: Filter | null;
  sort?: string[];
  columns?: ViewColumn[];
  search?: string;
  scope?: 'personal' | 'shared';
}

/** How long records are kept: a span of ISO 8601 from a date of the record. */
export interface RetentionRule {
  after: string;
  from: string;
  then: 'bin' | 'purge' | 'review';
}

/** Why a form holds data about people, and how long. */
export interface PersonalData {
  purpose?: Localized | undefined;
  legalBasis?:
    'consent' | 'contract' | 'law' | 'emergency' | 'publicInterest' | 'published' | 'other' | undefined;
  retention?: RetentionRule | undefined;
}

export interface FormDefinition {
  key: string;
  plural?: string;
  app?: string;
  title: Localized;
  description?: Localized;
  titleField?: string;
  icon?: string;
  fields: FieldDefinition[];
  rules?: RuleDefinition[];
  views?: ViewDefinition[];
  members?: string[];
  personalData?: PersonalData;
  [attribute: string]: unknown;
}

/** A form as lists and `GET /forms/{form}` tell it. `definition` is the published one; absent while only a draft exists. */
export interface Form {
  key: string;
  plural?: string;
  app?: string | null;
  title: Localized;
  version: number | null;
  rev?: number;
  hasDraft: boolean;
  definition?: FormDefinition | null;
  description?: Localized;
  mayManage?: boolean;
  rights?: Rights;
  /** The definition for new records, as withRights leaves it. */
  fillIn?: FormDefinition;
  members?: string[];
  recordCount?: number;
}

export type App = Answer<'App'>;

export type Data = Record<string, unknown>;

/** `data` by the keys of the form; after a write also what it made and what it repaired. */
export type RecordItem = Answer<'Record', { data: Data }> &
  Partial<Pick<Schemas['Written'], 'changeSet' | 'repairs'>>;

export type Repair = Schemas['RepairShape'];

export type PageInfo = Schemas['PageInfo'];

export interface Page<T> {
  items: T[];
  pageInfo: PageInfo;
  totalCount?: number;
}

export interface RowChange {
  row: string;
  change: 'added' | 'removed' | 'changed';
  cells: Change[];
}

export interface Change {
  field: string;
  before: unknown;
  after: unknown;
  rows?: RowChange[];
}

export interface Revision {
  rev: number;
  at: string;
  by: Named | null;
  op: 'create' | 'update' | 'delete' | 'restore' | 'revert' | 'purge';
  via?: Via;
  changeSet: string;
  version: number;
  changes: Change[];
}

export type Via = 'ui' | 'api' | 'graphql' | 'import' | 'workflow' | 'job' | 'restore';

export type ChangeSet = Answer<'ListChangeSetsItem', { via: Via }>;

export type Condition = Record<string, unknown>;
export type Filter = { and: Filter[] } | { or: Filter[] } | { not: Filter } | { [field: string]: Condition };

/** Who is signed in, and the zone by whose clock the server counts days, as this browser knows it. */
export type Me = Answer<'UserAnswer'> & { timeZone: string };

export type FieldProblem = Schemas['ErrorShape'];
