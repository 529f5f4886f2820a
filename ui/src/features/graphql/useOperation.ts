import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Operation } from './api/saved';

/** What is being written: it outlives a reload of the page, and is nobody else's in the browser. */
export interface Written extends Operation {
  /** The saved operation that it was opened from. */
  saved?: { id: string; name: string } | undefined;
}

/** An operation that was sent, in this window. */
export interface Sent extends Operation {
  at: string;
}

const nothing: Written = { document: '', variables: '' };
const mostSent = 30;

/** What somebody writes, and what they sent before; of the window, and theirs alone. */
export function useOperation(person: string | undefined) {
  const [address, setAddress] = useSearchParams();
  const [places] = useState(() => ({
    written: `formshub.graphql.${person ?? ''}`,
    sent: `formshub.graphql.${person ?? ''}.sent`,
  }));
  // A link to an operation, as other tools for GraphQL write it too.
  const linked = address.get('query');
  const [written, setWritten] = useState<Written>(() =>
    linked === null
      ? { ...nothing, ...stored<Partial<Written>>(places.written, {}) }
      : { document: linked, variables: address.get('variables') ?? '' },
  );
  const [sent, setSent] = useState<Sent[]>(() => {
    const before = stored<Sent[]>(places.sent, []);
    const left = stored<Partial<Written>>(places.written, {});
    // What a link takes the place of is not lost.
    return linked !== null && left.document?.trim() && left.document !== linked
      ? withSent(before, { document: left.document, variables: left.variables ?? '' })
      : before;
  });

  useEffect(() => {
    sessionStorage.setItem(places.sent, JSON.stringify(sent));
  }, [places, sent]);
  useEffect(() => {
    sessionStorage.setItem(places.written, JSON.stringify(written));
  }, [places, written]);
  useEffect(() => {
    if (linked === null) return;
    // From now on what is written counts, not the link: a reload would bring it back.
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        for (const name of ['query', 'variables', 'operationName']) next.delete(name);
        return next;
      },
      { replace: true },
    );
  }, [linked, setAddress]);

  const send = ({ document, variables }: Operation) =>
    setSent((before) => withSent(before, { document, variables }));
  return { written, write: setWritten, sent, send };
}

const withSent = (before: Sent[], { document, variables }: Operation): Sent[] =>
  [
    { document, variables, at: new Date().toISOString() },
    ...before.filter((each) => each.document !== document || each.variables !== variables),
  ].slice(0, mostSent);

function stored<T>(place: string, otherwise: T): T {
  try {
    return (JSON.parse(sessionStorage.getItem(place) ?? 'null') as T | null) ?? otherwise;
  } catch {
    // Of an older version of this page, or changed by hand.
    return otherwise;
  }
}
