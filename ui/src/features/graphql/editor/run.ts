import { Kind, parse, type DocumentNode, type OperationTypeNode } from 'graphql';

export interface OperationName {
  name: string | undefined;
  kind: OperationTypeNode;
}

/** The operations of a document, as far as it can be read. */
export function operationsOf(document: string): OperationName[] {
  const parsed = read(document);
  return (parsed?.definitions ?? []).flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? [{ name: each.name?.value, kind: each.operation }] : [],
  );
}

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
