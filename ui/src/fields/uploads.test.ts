import { afterEach, expect, it } from 'vitest';
import { forgetViewTicket, keepViewTicket } from '@/api/viewTicket';
import { fileAddress } from './uploads';

afterEach(forgetViewTicket);

it('fetches files as the person whose view of the application is seen', () => {
  expect(fileAddress('1')).toBe('/api/v1/files/1');
  expect(fileAddress('1', true)).toBe('/api/v1/files/1?download=1');
  keepViewTicket('a+b');
  expect(fileAddress('1', true)).toBe('/api/v1/files/1?download=1&viewAs=a%2Bb');
});
