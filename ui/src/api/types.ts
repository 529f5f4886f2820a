/** The shapes of the outer contract, as the browser reads them. */
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
  members?: string[];
  recordCount?: number;
}

export interface App {
  key: string;
  title: Localized;
  description?: Localized;
  icon?: string;
}

export type Data = Record<string, unknown>;

export interface RecordItem {
  id: string;
  form: string;
  rev: number;
  version: number;
  title: string;
  state: string;
  owner: Named | null;
  department: Named | null;
  createdAt: string;
  createdBy: Named | null;
  updatedAt: string;
  updatedBy: Named | null;
  deletedAt?: string | null;
  deletedBy?: Named | null;
  data: Data;
  changeSet?: string;
  repairs?: Repair[];
}

export interface Repair {
  path: string;
  code: string;
  message: string;
  before: unknown;
  after: unknown;
}

export interface PageInfo {
  endCursor: string | null;
  hasNextPage: boolean;
}

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

export interface ChangeSet {
  id: string;
  at: string;
  actor: Named | null;
  via: Via;
  summary: Localized | string | null;
  forms?: string[];
  undoes?: string | null;
  undoneBy?: string | null;
  records?: number;
}

export type Condition = Record<string, unknown>;
export type Filter = { and: Filter[] } | { or: Filter[] } | { not: Filter } | { [field: string]: Condition };

export interface Me {
  id: string;
  userName: string;
  displayName: string;
  email?: string | null;
  department?: Named | null;
  roles: string[];
  disabled?: boolean;
  language?: string | null;
}

export interface FieldProblem {
  path: string;
  code: string;
  message: string;
}
