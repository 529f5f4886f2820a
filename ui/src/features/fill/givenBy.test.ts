import { expect, it } from 'vitest';
import { givenBy } from './givenBy';

const form = {
  key: 'contact',
  title: {},
  fields: [
    { key: 'customer', type: 'reference', label: {} },
    { key: 'name', type: 'text', label: {} },
    { key: 'photo', type: 'image', label: {} },
  ],
};

it('takes what can stand in an address, of fields that there are', () => {
  const query = new URLSearchParams('customer=c1&customerTitle=上海远达&name=张伟&photo=x&other=y');

  expect(givenBy(query, form)).toEqual({ customer: { id: 'c1', title: '上海远达' }, name: '张伟' });
});
