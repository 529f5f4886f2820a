import type { Asked } from '../api/ask';

/** The same request from a shell; a token stands for the session. */
export function curlOf(
  { document, variables, operationName }: Asked,
  origin: string,
  isSubscription = false,
): string {
  const body = JSON.stringify({ query: document, variables, operationName });
  return [
    `curl ${isSubscription ? '-N ' : ''}${quoted(origin + '/graphql')}`,
    `-H "Authorization: Bearer $FORMSHUB_TOKEN"`,
    `-H 'Content-Type: application/json'`,
    ...(isSubscription ? [`-H 'Accept: text/event-stream'`] : []),
    `-d ${quoted(body)}`,
  ].join(' \\\n  ');
}

/** In single quotes a shell leaves everything as it is, but for those themselves. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
