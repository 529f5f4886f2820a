import { expect, it, vi } from 'vitest';
import type { Page, RecordItem } from '@/api/types';
import { PageCache } from './PageCache';

const record = (n: number, title = `record ${n}`) =>
  ({ id: String(n), title, rev: 1, data: {} }) as RecordItem;

function server(total: number, size = 10) {
  return vi.fn((after: string | null): Promise<Page<RecordItem>> => {
    const start = after === null ? 0 : Number(after) + 1;
    const items = Array.from({ length: Math.min(size, total - start) }, (_, i) => record(start + i));
    const end = start + items.length - 1;
    return Promise.resolve({ items, pageInfo: { endCursor: String(end), hasNextPage: end < total - 1 } });
  });
}

const settle = () => new Promise((done) => setTimeout(done, 0));

it('loads the first page, and the next when the end comes near', async () => {
  const fetch = server(25);
  const cache = new PageCache(fetch);

  cache.show(0, 5, 3);
  await settle();
  expect(cache.read()).toMatchObject({ length: 10, hasMore: true, isLoading: false });

  cache.show(2, 8, 3);
  await settle();
  expect(cache.read().length).toBe(20);

  cache.show(15, 19, 3);
  await settle();
  cache.show(20, 24, 3);
  await settle();
  expect(cache.read()).toMatchObject({ length: 25, hasMore: false });
  expect(fetch).toHaveBeenCalledTimes(3);
});

it('drops pages far away and loads them again by their cursor', async () => {
  const fetch = server(1000);
  const cache = new PageCache(fetch);
  for (let n = 0; n < 400; n += 10) {
    cache.show(n, n + 9, 5);
    await settle();
  }

  expect(cache.at(3)).toBeUndefined();
  expect(cache.read().length).toBeGreaterThan(390);

  cache.show(0, 9, 5);
  await settle();
  expect(cache.at(3)?.id).toBe('3');
  expect(cache.at(14)).toBeUndefined();
});

it('shows an edit at once and takes it back', async () => {
  const cache = new PageCache(server(10));
  cache.show(0, 5, 3);
  await settle();
  const before = cache.find('4');

  cache.put(record(4, 'changed'));
  expect(cache.at(4)?.title).toBe('changed');

  cache.put(before as RecordItem);
  expect(cache.at(4)?.title).toBe('record 4');
});

it('closes the gap of deleted records', async () => {
  const cache = new PageCache(server(30));
  cache.show(0, 9, 5);
  await settle();
  cache.show(0, 9, 5);
  await settle();

  cache.remove(['0', '5']);

  expect(cache.at(0)?.id).toBe('1');
  expect(cache.at(4)?.id).toBe('6');
  expect(cache.indexOf('10')).toBe(8);
});

it('stops at an error until asked to try again', async () => {
  const fetch = server(10);
  fetch.mockRejectedValueOnce(new Error('offline'));
  const cache = new PageCache(fetch);
  cache.show(0, 5, 3);
  await settle();
  cache.show(0, 5, 3);
  await settle();
  expect(cache.read().error).toBeInstanceOf(Error);
  expect(fetch).toHaveBeenCalledTimes(1);

  cache.retry();
  await settle();
  expect(cache.read()).toMatchObject({ length: 10, error: null });
});
