import { expect, it } from 'vitest';
import { isMask } from './masks';

const field = { key: 'x', type: 'text', label: {} };

it('knows a mask by its stars, where a value can be masked at all', () => {
  expect(isMask('138****8000', { ...field, sensitive: 'mask' })).toBe(true);
  expect(isMask('***', { ...field, type: 'number', right: 'masked' })).toBe(true);
  expect(isMask('***', field)).toBe(false);
});
