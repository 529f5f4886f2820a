import { ask, FormsHubError } from './formshub.js';
import { graphql } from './graphql/index.js';
import type { ContactInput } from './graphql/graphql.js';

const AddContact = graphql(`
  mutation AddContact($input: ContactInput!) {
    createContact(input: $input) { id rev customer { name } }
  }
`);

const StandardContacts = graphql(`
  query StandardContacts($after: String) {
    contacts(where: { customer: { level: { eq: standard } } }, orderBy: [{ name: ASC }], first: 100, after: $after) {
      nodes { id name priority customer { name level } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

// A contact and, with the first one, the customer it belongs to: both or none.
const first: ContactInput = {
  name: 'Li Lei',
  relation: 'operations',
  priority: 'low',
  phone: '13800138000',
  newCustomer: { name: 'Northwind', level: 'standard', region: 'east' },
};
const { createContact } = await ask(AddContact, { input: first });
console.log(`${createContact?.customer?.name} has a contact`);

// What is wrong comes with a code and the place in the arguments.
try {
  await ask(AddContact, { input: { name: 'Han Meimei' } });
} catch (error) {
  if (!(error instanceof FormsHubError)) throw error;
  for (const { extensions } of error.errors) console.log(extensions.code, extensions.field);
}

// Page by page, to the end.
let after: string | null | undefined;
do {
  const { contacts } = await ask(StandardContacts, { after });
  for (const { name, customer } of contacts.nodes) console.log(name, customer?.name);
  after = contacts.pageInfo.hasNextPage ? contacts.pageInfo.endCursor : undefined;
} while (after);
