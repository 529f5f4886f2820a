// Turns the Northwind list (tests/data/northwind) into batches for FormsHub, and compares what FormsHub holds with the list.
//   node docs/tutorial/northwind.mjs customers
//   node docs/tutorial/northwind.mjs contacts customers-answer.json
//   node docs/tutorial/northwind.mjs suppliers
//   node docs/tutorial/northwind.mjs orders customers-answer.json
//   node docs/tutorial/northwind.mjs compare http://127.0.0.1:8080 TOKEN
import { readFileSync } from 'node:fs';

const [what, ...given] = process.argv.slice(2);
const list = (name) => parse(readFileSync(new URL(`../../tests/data/northwind/${name}.csv`, import.meta.url), 'utf8'));
const customers = list('customers');

const mappings = {
  customer: { code: 'customer_id', name: 'company_name', address: 'address', city: 'city', province: 'region', postalCode: 'postal_code', country: 'country' },
  contact: { name: 'contact_name', jobTitle: 'contact_title', phoneNoted: 'phone', fax: 'fax' },
  supplier: {
    name: 'company_name', contactName: 'contact_name', contactTitle: 'contact_title', address: 'address', city: 'city', province: 'region',
    postalCode: 'postal_code', country: 'country', phone: 'phone', fax: 'fax', homepage: 'homepage',
  },
  order: {
    number: 'order_id', orderedOn: 'order_date', requiredOn: 'required_date', shippedOn: 'shipped_date', shipName: 'ship_name',
    shipCity: 'ship_city', shipCountry: 'ship_country',
  },
};

const commands = {
  customers: () => batch(customers.map((line) => ({ ...texts('customer', line), region: 'overseas', level: 'standard' }))),
  contacts: ([answer]) => {
    const ids = idsOf(answer);
    return batch(customers.map((line) => ({
      ...texts('contact', line), customer: ids[line.customer_id], priority: 'medium',
      relation: line.contact_title === 'Owner' ? 'principal' : 'operations',
    })));
  },
  suppliers: () => batch(list('suppliers').map((line) => ({ ...texts('supplier', line), number: Number(line.supplier_id) }))),
  orders: ([answer]) => {
    const ids = idsOf(answer);
    return batch(list('orders').map((line) => ({
      ...texts('order', line), customer: ids[line.customer_id], employee: Number(line.employee_id), freight: Number(line.freight),
    })));
  },
  compare,
};

function texts(form, line) {
  const pairs = Object.entries(mappings[form]).map(([field, column]) => [field, line[column]]);
  return Object.fromEntries(pairs.filter(([, text]) => text !== ''));
}

const batch = (records) => JSON.stringify({ create: records.map((data) => ({ data })) });

/** The ids that the batch of customers was given, by customer code. */
function idsOf(file) {
  const { results } = JSON.parse(readFileSync(file, 'utf8'));
  return Object.fromEntries(results.map(({ index, id }) => [customers[index].customer_id, id]));
}

async function compare([address, token]) {
  const differences = [];
  const known = await check('customer', 'code', customers, 'customer_id');
  const codes = Object.fromEntries([...known].map(([code, record]) => [record.id, code]));
  await check('contact', (record) => codes[record.data.customer.id], customers, 'customer_id');
  await check('supplier', (record) => String(record.data.number), list('suppliers'), 'supplier_id');
  await check('order', 'number', list('orders'), 'order_id');
  if (differences.length > 0) throw new Error(differences.join('\n'));
  return 'Nothing is lost: 91 customers, 91 contacts, 29 suppliers and 830 orders are as in the list.';

  async function check(form, key, lines, column) {
    const records = await all(form);
    const byKey = new Map(records.map((record) => [typeof key === 'function' ? key(record) : record.data[key], record]));
    if (records.length !== lines.length) differences.push(`${form}: ${records.length} records, ${lines.length} lines`);
    for (const line of lines) {
      const record = byKey.get(line[column]);
      for (const [field, from] of Object.entries(mappings[form]))
        if ((record?.data[field] ?? '') !== line[from]) differences.push(`${form} ${line[column]}: ${field} is ${record?.data[field]}, not ${line[from]}`);
    }
    return byKey;
  }

  async function all(form) {
    const records = [];
    for (let after; ; ) {
      const response = await fetch(`${address}/api/v1/forms/${form}/records/query`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ first: 1000, ...(after ? { after } : {}) }),
      });
      const page = await response.json();
      records.push(...page.items);
      if (!page.pageInfo.hasNextPage) return records;
      after = page.pageInfo.endCursor;
    }
  }
}

/** RFC 4180: quoted values may hold commas, quotes (doubled) and line ends. */
function parse(csv) {
  const lines = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r?\n|$)/g)) {
    lines.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') break;
    if (end !== ',') lines.push([]);
  }
  const [names, ...values] = lines.filter((line) => line.length > 1);
  return values.map((line) => Object.fromEntries(names.map((name, i) => [name, line[i]])));
}

console.log(await commands[what](given));
