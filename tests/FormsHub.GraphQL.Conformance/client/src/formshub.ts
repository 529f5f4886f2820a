import type { TypedDocumentString } from './graphql/graphql.js';

interface Refusal {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; field?: string };
}

/** What the server says against a request; programs look at the codes. */
export class FormsHubError extends Error {
  readonly errors: Refusal[];

  constructor(errors: Refusal[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
  }
}

export async function ask<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(`${process.env.FORMSHUB}/graphql`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${process.env.FORMSHUB_TOKEN}`,
      Accept: 'application/graphql-response+json',
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Result; errors?: Refusal[] };
  if (errors) throw new FormsHubError(errors);
  return data as Result;
}
