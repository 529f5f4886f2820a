import { expect, it } from 'vitest';
import { freeKey, keyFrom } from './keyFrom';

it.each([
  ['Emergency contact', 'emergencyContact'],
  ['24h Hotline', 'hHotline'],
  ['紧急 VIP list', 'vipList'],
  ['紧急', ''],
])('%s → %s', (title, key) => expect(keyFrom(title)).toBe(key));

it('a name without Latin letters gets the next free key', () => {
  expect(freeKey('form', [])).toBe('form');
  expect(freeKey('form', ['form', 'form2'])).toBe('form3');
});
