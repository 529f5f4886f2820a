import { expect, it } from 'vitest';
import { keyFrom } from './keyFrom';

it.each([
  ['Emergency contact', 'emergencyContact'],
  ['24h Hotline', 'hHotline'],
  ['紧急 VIP list', 'vipList'],
  ['紧急', ''],
])('%s → %s', (title, key) => expect(keyFrom(title)).toBe(key));
