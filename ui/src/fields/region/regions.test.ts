import { expect, it } from 'vitest';
import { codesOf, regionText, valueOf } from './regions';

const regions = [
  {
    code: '11',
    name: '北京市',
    children: [{ code: '1101', name: '市辖区', children: [{ code: '110105', name: '朝阳区' }] }],
  },
];
const chaoyang = { province: '北京市', city: '市辖区', district: '朝阳区', code: '110105' };

it('stores names and the deepest code', () => {
  expect(
    valueOf([
      { code: '11', name: '北京市' },
      { code: '1101', name: '市辖区' },
      { code: '110105', name: '朝阳区' },
    ]),
  ).toEqual(chaoyang);
});

it('finds the way back', () => {
  expect(codesOf(chaoyang, regions)).toEqual(['11', '1101', '110105']);
});

it('leaves out the names that say nothing', () => {
  expect(regionText(chaoyang)).toBe('北京市 朝阳区');
});
