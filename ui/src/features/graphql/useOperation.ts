import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Operation } from './api/saved';

/** What is being written: it outlives a reload of the page, and is nobody else's in the browser. */
export interface Written extends Operation {
  /** The saved operation that it was opened from. */
  saved?: { id: string; name: string } | undefined;
}

const key = 'formshub.graphql';
const nothing: Written = { document: '', variables: '' };

export function useOperation() {
  const [address] = useSearchParams();
  const [written, setWritten] = useState(() => {
    // A link to an operation, as other tools for GraphQL write it too.
    const document = address.get('query');
    return document === null ? stored() : { document, variables: address.get('variables') ?? '' };
  });
  const write = (next: Written) => {
    setWritten(next);
    sessionStorage.setItem(key, JSON.stringify(next));
  };
  return [written, write] as const;
}

function stored(): Written {
  try {
    return { ...nothing, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Written>) };
  } catch {
    // Of an older version of this page, or changed by hand.
    return nothing;
  }
}
