import { afterEach, expect, test, vi } from 'vitest';
import { copyText } from './copyText';

afterEach(() => vi.unstubAllGlobals());

test('what is on the clipboard is said to be there', async () => {
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal('navigator', { clipboard: { writeText } });

  expect(await copyText('fh_1')).toBe(true);
  expect(writeText).toHaveBeenCalledWith('fh_1');
});

test('without a clipboard, or against its will, nothing is said to be copied', async () => {
  vi.stubGlobal('navigator', {});
  expect(await copyText('fh_1')).toBe(false);

  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('denied')) } });
  expect(await copyText('fh_1')).toBe(false);
});
