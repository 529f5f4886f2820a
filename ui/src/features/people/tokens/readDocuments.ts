export interface ReadDocuments {
  /** Texts by their ids; one that came without has the name of its operation. */
  documents: Record<string, string>;
  /** Whether the text is one document, whose id can be chosen. */
  isOne: boolean;
  errors: DocumentError[];
}

export type DocumentError =
  { code: 'notJson'; reason: string } | { code: 'notAMap' } | { code: 'notAText'; id: string };

/** A document as it is, or the JSON in which build tools of clients write theirs. */
export function readDocuments(text: string): ReadDocuments {
  const trimmed = text.trim();
  if (trimmed === '') return { documents: {}, isOne: false, errors: [] };
  // A query without a name begins with a brace as well; no JSON begins with a brace and a name.
  if (!/^(\[|\{\s*("|\}))/.test(trimmed))
    return { documents: { [nameOf(trimmed)]: text }, isOne: true, errors: [] };
  let value: unknown;
  try {
    value = JSON.parse(trimmed);
  } catch (error) {
    return failed({ code: 'notJson', reason: (error as Error).message });
  }
  const entries = entriesOf(value);
  if (!entries || entries.length === 0) return failed({ code: 'notAMap' });
  const errors = entries.flatMap(([id, document]): DocumentError[] =>
    typeof document === 'string' ? [] : [{ code: 'notAText', id }],
  );
  return { documents: Object.fromEntries(entries) as Record<string, string>, isOne: false, errors };
}

/** A map of ids to texts, as graphql-codegen and Relay write it, or Apollo's manifest. */
function entriesOf(value: unknown): [string, unknown][] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (!('format' in value) || !('operations' in value) || !Array.isArray(value.operations))
    return Object.entries(value);
  return value.operations.map((each: unknown, index) => {
    const { id, body } = (each ?? {}) as { id?: unknown; body?: unknown };
    return [typeof id === 'string' ? id : `operations[${index}]`, body];
  });
}

const nameOf = (document: string) =>
  /^\s*(?:query|mutation|subscription)\s+([_A-Za-z]\w*)/m.exec(document)?.[1] ?? 'document';

const failed = (error: DocumentError): ReadDocuments => ({ documents: {}, isOne: false, errors: [error] });
