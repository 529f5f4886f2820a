import {
  isInputType,
  Kind,
  parse,
  typeFromAST,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type OperationTypeNode,
} from 'graphql';
import type { Members } from './variables';

export interface OperationName {
  name: string | undefined;
  kind: OperationTypeNode;
}

/** The operations of a document, as far as it can be read. */
export const operationsOf = (document: string): OperationName[] =>
  definitionsOf(document).map((each) => ({ name: each.name?.value, kind: each.operation }));

/** What a document asks, in a line. */
export const namesIn = (document: string) =>
  operationsOf(document)
    .map(({ kind, name }) => (name ? `${kind} ${name}` : kind))
    .join(', ');

/** The name of the operation that a place of the document is in, or before. */
export function operationAt(document: string, offset: number): string | undefined {
  const all = definitionsOf(document);
  return (all.find(({ loc }) => loc && offset <= loc.end) ?? all.at(-1))?.name?.value;
}

/** The variables that an operation declares, with their types. */
export function declaredIn(document: string, name: string | undefined, schema: GraphQLSchema): Members {
  const all = definitionsOf(document);
  const operation = all.find((each) => each.name?.value === name) ?? all[0];
  const members = (operation?.variableDefinitions ?? []).flatMap(({ variable, type, defaultValue }) => {
    const known = typeFromAST(schema, type);
    if (!isInputType(known)) return [];
    const isRequired = type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
    return [[variable.name.value, { type: known, isRequired }] as const];
  });
  return Object.fromEntries(members);
}

const definitionsOf = (document: string): OperationDefinitionNode[] =>
  (read(document)?.definitions ?? []).filter((each) => each.kind === Kind.OPERATION_DEFINITION);

function read(document: string): DocumentNode | undefined {
  try {
    return parse(document);
  } catch {
    // The server says what is wrong with it, and where.
    return undefined;
  }
}

/** What is written as variables; undefined where it is no JSON object. */
export function variablesOf(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
