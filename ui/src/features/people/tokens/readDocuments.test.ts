import { expect, it } from 'vitest';
import { readDocuments } from './readDocuments';

it('takes a document by the name of its operation', () => {
  expect(readDocuments('query Contacts { contacts { totalCount } }')).toEqual({
    documents: { Contacts: 'query Contacts { contacts { totalCount } }' },
    isOne: true,
    errors: [],
  });
  expect(readDocuments('# of the kiosk\n{ me { id } }').documents).toHaveProperty('document');
  expect(readDocuments(' ')).toEqual({ documents: {}, isOne: false, errors: [] });
});

it('takes what build tools write', () => {
  expect(readDocuments('{"a1": "{ me { id } }", "b2": "query B { me { id } }"}').documents).toEqual({
    a1: '{ me { id } }',
    b2: 'query B { me { id } }',
  });
  const manifest = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: 'c3', name: 'C', type: 'query', body: 'query C { me { id } }' }],
  };
  expect(readDocuments(JSON.stringify(manifest)).documents).toEqual({ c3: 'query C { me { id } }' });
});

it('says by place what is no document', () => {
  expect(readDocuments('{"a": 1, "b": "{ me { id } }"}').errors).toEqual([{ code: 'notAText', id: 'a' }]);
  expect(readDocuments('["x"]').errors).toEqual([{ code: 'notAMap' }]);
  expect(readDocuments('{}').errors).toEqual([{ code: 'notAMap' }]);
  expect(readDocuments('{"a": ').errors[0]?.code).toBe('notJson');
});
