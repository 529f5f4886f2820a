import {
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

export type Field = GraphQLField<unknown, unknown>;

/** Where the records of a form are in the schema. */
export interface FormOfSchema {
  /** The name of the field of the root that answers one record: the form's key. */
  name: string;
  type: GraphQLObjectType;
  one: Field;
  many: Field | undefined;
  deleted: Field | undefined;
  groups: Field | undefined;
}

/** The forms whose records the caller may read, as the root of the schema has them. */
export function formsOfSchema(schema: GraphQLSchema): FormOfSchema[] {
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
  return roots.flatMap((one) => {
    const type = one.type;
    if (!isObjectType(type) || !isRecord(type) || !one.args.some((arg) => arg.name === 'id')) return [];
    const lists = roots.filter((each) => recordOf(each) === type);
    const many = lists.find((each) => each.args.some((arg) => arg.name === 'asOf'));
    const named = (name: string) => roots.find((each) => each.name === name);
    return [
      {
        name: one.name,
        type,
        one,
        many,
        deleted: lists.find((each) => each !== many),
        groups: many && named(many.name + 'Aggregate'),
      },
    ];
  });
}

/** Whether objects of the type are records of a form. */
export const isRecord = (type: GraphQLObjectType) =>
  type.getInterfaces().some((each) => each.name === 'Node') && 'rev' in type.getFields();

/** The type of the records that a connection has. */
export function recordOf(field: Field): GraphQLObjectType | undefined {
  const type = getNamedType(field.type);
  const nodes = isObjectType(type) ? type.getFields().nodes : undefined;
  const item = nodes && getNamedType(nodes.type);
  return isObjectType(item) ? item : undefined;
}

/** What every record has besides the fields of its form. */
const system = new Set(
  'id rev version title state owner department createdAt createdBy updatedAt updatedBy deletedAt deletedBy'.split(
    ' ',
  ),
);

/** The fields of the form itself, without those that were renamed. */
export const ownFields = (type: GraphQLObjectType): Field[] =>
  Object.values(type.getFields()).filter(
    (field) =>
      !system.has(field.name) &&
      field.name !== 'revisions' &&
      field.deprecationReason == null &&
      !field.args.some(isRequiredArgument) &&
      !recordOf(field),
  );

/** The connections by which other records point at these. */
export const backReferences = (type: GraphQLObjectType): Field[] =>
  Object.values(type.getFields()).filter((field) => recordOf(field) !== undefined);

export const isLeaf = (field: Field) => isLeafType(getNamedType(field.type));
