import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  type GraphQLInputObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { FieldDefinition } from '@/api/types';
import { formsOfSchema, isRecord, type FormOfSchema } from './formsOfSchema';

/** Ids that exist, so that examples answer something. */
export interface Samples {
  me?: { id: string } | null;
  record?: Sample | undefined;
  deleted?: Sample | undefined;
  /** Of what the form's references point at, by the key of the field. */
  linked: Record<string, string | undefined>;
}

interface Sample {
  id: string;
  rev: number;
}

export const noSamples: Samples = { linked: {} };

/** Stands where no record is yet. */
export const noId = '00000000-0000-0000-0000-000000000000';

/** The question for them. */
export function documentOfSamples(schema: GraphQLSchema, form: FormOfSchema): string {
  const forms = formsOfSchema(schema);
  const links = Object.values(form.type.getFields()).flatMap((field) => {
    const type = getNamedType(field.type);
    if (!isObjectType(type) || !isRecord(type) || field.deprecationReason != null) return [];
    const many = forms.find((each) => each.type === type)?.many;
    return many ? [`  linked_${field.name}: ${many.name}(first: 1) { nodes { id } }`] : [];
  });
  const list = (name: string, field: { name: string } | undefined) =>
    field ? [`  ${name}: ${field.name}(first: 1) { nodes { id rev } }`] : [];
  const me = schema.getQueryType()?.getFields().me ? ['  me { id }'] : ['  __typename'];
  return ['{', ...me, ...list('record', form.many), ...list('deleted', form.deleted), ...links, '}'].join(
    '\n',
  );
}

export function samplesOf(data: unknown): Samples {
  const answered = (data ?? {}) as Record<string, { nodes?: Sample[]; id?: string } | null | undefined>;
  const first = (name: string) => answered[name]?.nodes?.[0];
  return {
    me: answered.me?.id ? { id: answered.me.id } : null,
    record: first('record'),
    deleted: first('deleted'),
    linked: Object.fromEntries(
      Object.keys(answered)
        .filter((name) => name.startsWith('linked_'))
        .map((name) => [name.slice('linked_'.length), first(name)?.id]),
    ),
  };
}

/** Values for a new record: what is required, what names it, and a few fields more. */
export function inputOf(
  type: GraphQLInputObjectType,
  fields: FieldDefinition[],
  titleField: string | undefined,
  samples: Samples,
): Record<string, unknown> {
  const members = type.getFields();
  const known = fields.flatMap((field) => {
    const member = members[field.key];
    const value = member && valueOf(field, getNamedType(member.type), isListType(member.type), samples);
    return value === undefined ? [] : [{ field, value }];
  });
  const needed = known.filter(({ field }) => field.required || field.key === titleField);
  const more = known.filter((each) => !needed.includes(each)).slice(0, Math.max(0, 3 - needed.length));
  return Object.fromEntries(
    known
      .filter((each) => needed.includes(each) || more.includes(each))
      .map(({ field, value }) => [field.key, value]),
  );
}

function valueOf(field: FieldDefinition, type: unknown, isMany: boolean, samples: Samples): unknown {
  if (isEnumType(type)) {
    const first = type.getValues()[0]?.name;
    return first === undefined ? undefined : isMany ? [first] : first;
  }
  if (isInputObjectType(type)) return undefined;
  const now = new Date();
  switch (field.type) {
    case 'text':
    case 'longText':
      return field.label.en ?? field.label['zh-CN'] ?? field.key;
    case 'number':
    case 'currency':
    case 'rating':
    case 'percent':
      return 1;
    case 'boolean':
      return true;
    case 'date':
      return now.toISOString().slice(0, 10);
    case 'dateTime':
      return now.toISOString();
    case 'time':
      return '09:00';
    case 'phone':
      return '13800138000';
    case 'email':
      return 'name@example.com';
    case 'url':
      return 'https://example.com';
    case 'idCard':
      return '11010519491231002X';
    case 'user':
      return samples.me?.id;
    case 'reference':
      return samples.linked[field.key];
    case 'references':
      return samples.linked[field.key] ? [samples.linked[field.key]] : undefined;
    default:
      return undefined;
  }
}
