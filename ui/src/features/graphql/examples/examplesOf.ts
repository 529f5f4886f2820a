import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  Kind,
  parse,
  print,
  validate,
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { FieldDefinition } from '@/api/types';
import {
  backReferences,
  isLeaf,
  isRecord,
  ownFields,
  recordOf,
  type Field,
  type FormOfSchema,
} from './formsOfSchema';
import { inputOf, noId, noSamples, type Samples } from './samples';

export type ExampleKind =
  | 'list'
  | 'one'
  | 'history'
  | 'aggregate'
  | 'create'
  | 'update'
  | 'delete'
  | 'restore'
  | 'batch'
  | 'subscription'
  | 'deleted';

export interface Example {
  kind: ExampleKind;
  document: string;
  variables: Record<string, unknown> | undefined;
}

/** What is known of the form beside the schema: which of its fields must be filled in. */
export interface Facts {
  fields: FieldDefinition[];
  titleField?: string | undefined;
}

type Draft = [
  kind: ExampleKind,
  document: string | undefined,
  variables?: Record<string, unknown> | undefined,
];

/** Operations over a form that can be sent as they are, as far as its reader may do such things. */
export function examplesOf(
  schema: GraphQLSchema,
  form: FormOfSchema,
  facts: Facts = { fields: [] },
  samples: Samples = noSamples,
): Example[] {
  const drafts: Draft[] = [
    ...queries(form, samples),
    ...mutations(schema, form, facts, samples),
    subscription(schema, form),
  ];
  return drafts.flatMap(([kind, document, variables]) => {
    if (document === undefined) return [];
    const parsed = parse(document);
    // The form may be named in a way that these do not foresee; what cannot be sent is no example.
    if (validate(schema, parsed).length > 0) return [];
    return [{ kind, document: print(parsed), variables: declaredOf(parsed, variables ?? {}) }];
  });
}

function declaredOf(document: DocumentNode, variables: Record<string, unknown>) {
  const declared = document.definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION
      ? (each.variableDefinitions ?? []).map((one) => one.variable.name.value)
      : [],
  );
  const given = Object.entries(variables).filter(([name]) => declared.includes(name));
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

function queries(form: FormOfSchema, { record }: Samples): Draft[] {
  const { type, one, many, groups } = form;
  const id = record?.id ?? noId;
  const name = pascal(one.name);
  const where = many?.args.find((arg) => arg.name === 'where');
  const revisions = type.getFields().revisions;
  const moment = new Date(Date.now() - 86_400_000).toISOString();
  return [
    [
      'list',
      many && where
        ? `query ${pascal(many.name)}($where: ${where.type.toString()}, $after: String) {
            ${many.name}(where: $where, orderBy: [{ updatedAt: DESC }], first: 25, after: $after) {
              totalCount nodes { ${plain(type)} updatedAt } pageInfo { hasNextPage endCursor }
            }
          }`
        : undefined,
      { where: { updatedAt: { gte: '$now-P90D' } } },
    ],
    [
      'one',
      `query ${name}($id: ID!) { ${one.name}(id: $id) { ${plain(type)} rev ${linked(type)} } }`,
      { id },
    ],
    ['aggregate', groups && aggregate(groups)],
    [
      'history',
      revisions &&
        `query ${name}History($id: ID!, $moment: DateTime) {
          ${one.name}(id: $id) { ${head(type)} revisions(first: 10) { rev at op by { displayName } changes { field before after } } }
          then: ${one.name}(id: $id, asOf: $moment) { ${plain(type)} rev }
        }`,
      { id, moment },
    ],
    [
      'deleted',
      form.deleted &&
        `query ${pascal(form.deleted.name)} {
          ${form.deleted.name}(orderBy: [{ deletedAt: DESC }], first: 25) { totalCount nodes { ${head(type)} rev deletedAt } }
        }`,
    ],
  ];
}

function aggregate(groups: Field): string | undefined {
  const group = getNamedType(groups.type);
  if (!isObjectType(group)) return undefined;
  const { key, sum, avg } = group.getFields();
  const keys = key && getNamedType(key.type);
  const by = isObjectType(keys) ? groupBy(Object.values(keys.getFields())) : undefined;
  const measured = (measure: Field | undefined) => {
    const type = measure && getNamedType(measure.type);
    const first = isObjectType(type) ? Object.keys(type.getFields())[0] : undefined;
    return measure && first ? `${measure.name} { ${first} }` : '';
  };
  return `query ${pascal(groups.name)} {
    ${groups.name}(${by ? `groupBy: [${by.name}], ` : ''}orderBy: [{ count: DESC }], first: 100) {
      ${by ? `key { ${by.name} }` : ''} count ${measured(sum)} ${measured(avg)}
    }
  }`;
}

/** What many records have in common: a choice, else a month, else anything. */
function groupBy(keys: Field[]): Field | undefined {
  const leaves = keys.filter(isLeaf);
  return (
    leaves.find((key) => isEnumType(getNamedType(key.type))) ??
    leaves.find((key) => key.name.endsWith('_month')) ??
    leaves[0]
  );
}

function mutations(schema: GraphQLSchema, form: FormOfSchema, facts: Facts, samples: Samples): Draft[] {
  const fields = schema.getMutationType()?.getFields() ?? {};
  const called = (verb: string) => fields[verb + pascal(form.name)];
  const [create, update, remove, restore] = ['create', 'update', 'delete', 'restore'].map(called);
  const batch = form.many && fields['batch' + pascal(form.many.name)];
  const { id, rev } = samples.record ?? { id: noId, rev: 1 };
  const input = (field: Field | undefined, name: string) => {
    const type = field && getNamedType(field.args.find((arg) => arg.name === name)?.type ?? null);
    return isInputObjectType(type) ? inputOf(type, facts.fields, facts.titleField, samples) : {};
  };
  const created = input(create, 'input');
  const changed = Object.fromEntries(Object.entries(input(update, 'input')).slice(0, 1));
  const gone = samples.deleted ?? { id: noId, rev: 1 };
  return [
    ['create', sent('mutation', create), { input: created }],
    ['update', sent('mutation', update), { id, rev, input: changed }],
    ['delete', sent('mutation', remove), { id, rev }],
    ['restore', sent('mutation', restore), { id: gone.id, rev: gone.rev }],
    ['batch', sent('mutation', batch), batch && batched(batch, created, { id, rev, input: changed })],
  ];
}

/** Two new records and a change. */
function batched(batch: Field, created: object, update: { id: string; rev: number; input: object }) {
  const takes = (name: string) => batch.args.find((arg) => arg.name === name);
  const change = getNamedType(takes('update')?.type ?? null);
  const members = isInputObjectType(change) ? fitting(change, update) : undefined;
  return {
    ...(takes('create') ? { create: [created, created] } : {}),
    ...(members ? { update: [members] } : {}),
  };
}

const fitting = (type: GraphQLInputObjectType, values: object) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name in type.getFields()));

function subscription(schema: GraphQLSchema, form: FormOfSchema): Draft {
  const changed = schema.getSubscriptionType()?.getFields()[`${form.name}Changed`];
  return ['subscription', sent('subscription', changed)];
}

/** An operation of one field, with a variable for each of its arguments. */
function sent(operation: string, field: Field | undefined): string | undefined {
  if (!field) return undefined;
  const args = field.args.filter((arg) => isRequiredArgument(arg) || usual.has(arg.name));
  const list = (text: (arg: (typeof args)[number]) => string) =>
    args.length > 0 ? `(${args.map(text).join(', ')})` : '';
  const type = getNamedType(field.type);
  const selection = isObjectType(type) ? answered(type, 2) : '';
  return `${operation} ${pascal(field.name)}${list((arg) => `$${arg.name}: ${arg.type.toString()}`)} {
    ${field.name}${list((arg) => `${arg.name}: $${arg.name}`)} ${selection ? `{ ${selection} }` : ''}
  }`;
}

/** Arguments that are worth showing though they may be left out. */
const usual = new Set(['id', 'rev', 'input', 'create', 'update', 'where']);

/** Of a record what it is and holds; of anything else all that it says. */
function answered(type: GraphQLObjectType, levels: number): string {
  if (isRecord(type)) return `${plain(type)} rev`;
  return Object.values(type.getFields())
    .filter(
      (field) => !field.args.some(isRequiredArgument) && !recordOf(field) && field.deprecationReason == null,
    )
    .flatMap((field) => {
      if (isLeaf(field)) return [field.name];
      const inner = getNamedType(field.type);
      return levels > 0 && isObjectType(inner) ? [`${field.name} { ${answered(inner, levels - 1)} }`] : [];
    })
    .join(' ');
}

/** What a record is, and the first of its own fields. */
const plain = (type: GraphQLObjectType) =>
  [
    'id',
    ...ownFields(type)
      .filter(isLeaf)
      .slice(0, 6)
      .map((field) => field.name),
  ].join(' ');

const head = (type: GraphQLObjectType) => ('title' in type.getFields() ? 'id title' : 'id');

/** What a record points at, what it holds, and what points at it. */
function linked(type: GraphQLObjectType): string {
  const inner = ownFields(type)
    .filter((field) => !isLeaf(field))
    .slice(0, 4)
    .flatMap((field) => {
      const of = getNamedType(field.type);
      if (!isObjectType(of)) return [];
      const few = isListType(field.type) ? 4 : 3;
      const shown = isRecord(of)
        ? head(of)
        : Object.values(of.getFields())
            .filter(isLeaf)
            .slice(0, few)
            .map((each) => each.name)
            .join(' ');
      return shown ? [`${field.name} { ${shown} }`] : [];
    });
  const back = backReferences(type)
    .slice(0, 2)
    .flatMap((field) => {
      const record = recordOf(field);
      return record ? [`${field.name}(first: 5) { totalCount nodes { ${head(record)} } }`] : [];
    });
  return [...inner, ...back].join(' ');
}

const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
