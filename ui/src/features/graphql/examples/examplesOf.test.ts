import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { FieldDefinition } from '@/api/types';
import { curlOf } from './curl';
import { examplesOf, type ExampleKind } from './examplesOf';
import { formsOfSchema } from './formsOfSchema';
import { documentOfSamples, samplesOf } from './samples';

// What the server makes of two forms that point at each other, cut down to what examples may meet.
const connection = (name: string) => `
  type ${name}Edge { cursor: String! node: ${name}! }
  type ${name}Connection { nodes: [${name}!]! edges: [${name}Edge!]! pageInfo: PageInfo! totalCount: Int! }
  input ${name}Filter { and: [${name}Filter!] updatedAt: DateTimeFilter }
  input ${name}Order @oneOf { updatedAt: OrderDirection deletedAt: OrderDirection }
  type ${name}BatchPayload { changeSet: ID results: [BatchResult!]! }
`;
const list = (name: string, more = '') =>
  `(where: ${name}Filter, search: String, orderBy: [${name}Order!], first: Int, after: String, last: Int, before: String${more}): ${name}Connection!`;
const read = `
  scalar DateTime scalar Decimal scalar JSON scalar UUID
  interface Node { id: ID! }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type User { id: ID! displayName: String }
  enum OrderDirection { ASC DESC }
  input DateTimeFilter { gte: DateTime }
  type FieldChange { field: String! before: JSON after: JSON }
  type Revision { rev: Int! at: DateTime! by: User op: String! changes: [FieldChange!]! }
  type BatchError { field: String! code: String! message: String! }
  type BatchResult { op: String! index: Int! id: ID rev: Int errors: [BatchError!]! }
  enum ContactStatus { active void }
  type ContactCallsRow { id: ID! minutes: Decimal }
  type Contact implements Node {
    id: ID! rev: Int! title: String! updatedAt: DateTime! deletedAt: DateTime owner: User
    name: String fullName: String @deprecated(reason: "Renamed to \\"name\\".") status: ContactStatus phone: String customer: Customer calls: [ContactCallsRow!]
    revisions(first: Int, before: Int): [Revision!]!
  }
  type Customer implements Node { id: ID! rev: Int! title: String! updatedAt: DateTime! deletedAt: DateTime name: String contacts${list('Contact')} }
  ${connection('Contact')} ${connection('Customer')}
  type ContactGroupKey { status: ContactStatus createdAt_month: String owner: User }
  enum ContactGroupBy { status createdAt_month owner }
  type ContactGroup { key: ContactGroupKey! count: Int! }
  input ContactGroupOrder @oneOf { count: OrderDirection }
  type Query {
    node(id: ID!): Node
    me: User
    contact(id: ID!, asOf: DateTime): Contact
    contacts${list('Contact', ', asOf: DateTime')}
    contactsAggregate(where: ContactFilter, groupBy: [ContactGroupBy!], orderBy: [ContactGroupOrder!], first: Int): [ContactGroup!]!
    deletedContacts${list('Contact')}
    customer(id: ID!, asOf: DateTime): Customer
    customers${list('Customer', ', asOf: DateTime')}
  }
`;
const written = `
  input ContactInput { name: String status: ContactStatus phone: String customer: ID newCustomer: CustomerInput calls: [ContactCallsRowInput!] }
  input ContactCallsRowInput { id: ID minutes: Decimal }
  input CustomerInput { name: String }
  input ContactUpdate { id: ID! rev: Int input: ContactInput! }
  input ContactTarget { id: ID! rev: Int }
  type Mutation {
    createContact(input: ContactInput!): Contact
    updateContact(id: ID!, rev: Int, input: ContactInput!): Contact
    deleteContact(id: ID!, rev: Int): Contact
    restoreContact(id: ID!, rev: Int): Contact
    revertContact(id: ID!, rev: Int!, fields: [String!]): Contact
    batchContacts(create: [ContactInput!], update: [ContactUpdate!], delete: [ContactTarget!], restore: [ContactTarget!], partial: Boolean): ContactBatchPayload!
  }
  type ContactChange { op: String! changeSet: UUID! before: Contact after: Contact }
  type Subscription { contactChanged(where: ContactFilter, after: UUID): ContactChange! }
`;
const fields = [
  { key: 'name', type: 'text', label: { en: 'Name' }, required: true },
  { key: 'status', type: 'select', label: { en: 'Status' } },
  { key: 'phone', type: 'phone', label: { en: 'Phone' } },
  { key: 'customer', type: 'reference', label: { en: 'Customer' }, required: true },
  { key: 'calls', type: 'table', label: { en: 'Calls' } },
] satisfies FieldDefinition[];
const samples = samplesOf({
  me: { id: 'u1' },
  record: { nodes: [{ id: 'c1', rev: 3 }] },
  deleted: { nodes: [{ id: 'c2', rev: 4 }] },
  linked_customer: { nodes: [{ id: 'k1' }] },
});

const schemaOf = (sdl: string) => buildSchema(sdl);
const examples = (sdl: string, form = 'contact') => {
  const schema = schemaOf(sdl);
  const found = formsOfSchema(schema).find((each) => each.name === form);
  if (!found) throw new Error(`no form ${form}`);
  return examplesOf(schema, found, { fields, titleField: 'name' }, samples);
};
const one = (kind: ExampleKind, sdl = read + written) => {
  const found = examples(sdl).find((each) => each.kind === kind);
  if (!found) throw new Error(`no example ${kind}`);
  return found;
};

describe('examples of a form', () => {
  it('are there for all that its reader may do, and each can be sent', () => {
    const schema = schemaOf(read + written);
    const made = examples(read + written);
    expect(made.map((each) => each.kind)).toEqual([
      'list',
      'one',
      'aggregate',
      'history',
      'deleted',
      'create',
      'update',
      'delete',
      'restore',
      'batch',
      'subscription',
    ]);
    for (const { document } of made) expect(validate(schema, parse(document))).toEqual([]);
  });

  it('offer nothing that the schema does not have', () => {
    expect(examples(read).map((each) => each.kind)).toEqual([
      'list',
      'one',
      'aggregate',
      'history',
      'deleted',
    ]);
    expect(examples(read, 'customer').map((each) => each.kind)).toEqual(['list', 'one']);
  });

  it('show what a record points at and what points at it, and no renamed field', () => {
    expect(one('one').document).toContain('customer {\n      id\n      title');
    expect(one('one').document).not.toContain('fullName');
    const [, customer] = examples(read, 'customer');
    expect(customer?.document).toContain('contacts(first: 5)');
  });

  it('group by a choice', () => {
    expect(one('aggregate').document).toContain('groupBy: [status]');
  });

  it('fill in what is required, with records that are there', () => {
    expect(one('create').variables).toEqual({ input: { name: 'Name', status: 'active', customer: 'k1' } });
    expect(one('update').variables).toEqual({ id: 'c1', rev: 3, input: { name: 'Name' } });
    expect(one('restore').variables).toEqual({ id: 'c2', rev: 4 });
    const input = { name: 'Name', status: 'active', customer: 'k1' };
    expect(one('batch').variables).toEqual({
      create: [input, input],
      update: [{ id: 'c1', rev: 3, input: { name: 'Name' } }],
    });
  });

  it('ask for records that examples can be about', () => {
    const schema = schemaOf(read);
    for (const form of formsOfSchema(schema)) {
      const document = documentOfSamples(schema, form);
      expect(validate(schema, parse(document))).toEqual([]);
    }
    expect(documentOfSamples(schema, formsOfSchema(schema)[0] ?? never())).toContain(
      'linked_customer: customers(first: 1)',
    );
  });
});

describe('curl', () => {
  it('keeps quotes of the operation together', () => {
    const text = curlOf({ document: `{ a(b: "it's") }`, variables: { c: "d'e" } }, 'https://forms.example');
    expect(text).toContain(`'https://forms.example/graphql'`);
    expect(text).toContain(String.raw`-d '{"query":"{ a(b: \"it'\''s\") }","variables":{"c":"d'\''e"}}'`);
  });

  it('asks for events where it follows', () => {
    expect(curlOf({ document: 'subscription { a }' }, '', true)).toContain(`'Accept: text/event-stream'`);
  });
});

function never(): never {
  throw new Error('no form');
}
