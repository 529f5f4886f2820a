import type { Page, RecordItem } from '@/api/types';

interface LoadedPage {
  /** Null once the page was dropped to spare memory; its place in the list stays. */
  items: RecordItem[] | null;
  length: number;
  /** Where the page begins: the end cursor of the one before. */
  after: string | null;
}

export interface Snapshot {
  /** Records known to exist, from the start of the list without a gap. */
  length: number;
  hasMore: boolean;
  isLoading: boolean;
  error: unknown;
}

type Fetch = (after: string | null, signal: AbortSignal) => Promise<Page<RecordItem>>;

const keptPages = 12;

/**
 * A list of any length in keyset pages: loads onwards as one scrolls, drops pages far away, and loads them again
 * by their cursor when one comes back. Edits show at once and can be taken back.
 */
export class PageCache {
  private pages: LoadedPage[] = [];
  private starts: number[] = [];
  private length = 0;
  private nextCursor: string | null = null;
  private hasMore = true;
  private readonly loading = new Set<number>();
  private error: unknown = null;
  private readonly listeners = new Set<() => void>();
  private abort = new AbortController();
  private snapshot: Snapshot = { length: 0, hasMore: true, isLoading: true, error: null };
  private readonly fetch: Fetch;

  constructor(fetch: Fetch) {
    this.fetch = fetch;
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  read = () => this.snapshot;

  /** Loads the first page; what it answers stops all loading. */
  open() {
    if (this.abort.signal.aborted) this.abort = new AbortController();
    void this.load(0);
    return () => this.abort.abort();
  }

  at(index: number): RecordItem | undefined {
    const found = this.locate(index);
    return found?.page.items?.[found.offset];
  }

  indexOf(id: string): number {
    let start = 0;
    for (const page of this.pages) {
      const offset = page.items?.findIndex((item) => item.id === id) ?? -1;
      if (offset >= 0) return start + offset;
      start += page.length;
    }
    return -1;
  }

  find(id: string): RecordItem | undefined {
    const index = this.indexOf(id);
    return index < 0 ? undefined : this.at(index);
  }

  /** All records that are in memory. */
  loaded(): RecordItem[] {
    return this.pages.flatMap((page) => page.items ?? []);
  }

  /** Says what is on the screen: what is missing there is loaded, and the next page when the end comes near. */
  show(first: number, last: number, ahead: number) {
    if (this.error) return;
    const from = this.locate(first)?.number ?? this.pages.length;
    const to = this.locate(last)?.number ?? this.pages.length;
    for (let number = from; number <= to && number < this.pages.length; number++)
      if (this.pages[number]?.items === null) void this.load(number);
    if (this.hasMore && last + ahead >= this.length) void this.load(this.pages.length);
    this.drop(from, to);
  }

  retry() {
    this.error = null;
    void this.load(this.pages.length);
  }

  /** Loads again what is in memory, in place. */
  refresh() {
    if (this.pages.length === 0) return void this.load(0);
    this.pages.forEach((page, number) => {
      if (page.items) void this.load(number);
    });
  }

  put(record: RecordItem) {
    for (const page of this.pages) {
      const offset = page.items?.findIndex((item) => item.id === record.id) ?? -1;
      if (page.items && offset >= 0) page.items = page.items.with(offset, record);
    }
    this.changed();
  }

  remove(ids: Iterable<string>) {
    const gone = new Set(ids);
    for (const page of this.pages) {
      if (!page.items) continue;
      page.items = page.items.filter((item) => !gone.has(item.id));
      page.length = page.items.length;
    }
    this.changed();
  }

  /** The page that holds that place: binary search, because a million records are thousands of pages. */
  private locate(index: number) {
    if (index < 0 || index >= this.length) return undefined;
    let low = 0;
    let high = this.pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const page = this.pages[low];
    return page && { page, number: low, offset: index - (this.starts[low] ?? 0) };
  }

  private async load(number: number) {
    if (this.loading.has(number) || (number === this.pages.length && !this.hasMore)) return;
    const { signal } = this.abort;
    const isNew = number === this.pages.length;
    const after = isNew ? this.nextCursor : (this.pages[number]?.after ?? null);
    this.loading.add(number);
    this.changed();
    try {
      const page = await this.fetch(after, signal);
      this.pages[number] = { items: page.items, length: page.items.length, after };
      if (number === this.pages.length - 1) {
        this.nextCursor = page.pageInfo.endCursor;
        this.hasMore = page.pageInfo.hasNextPage;
      }
      this.error = null;
    } catch (error) {
      if (!signal.aborted) this.error = error;
    } finally {
      this.loading.delete(number);
      this.changed();
    }
  }

  private drop(from: number, to: number) {
    this.pages.forEach((page, number) => {
      if (page.items && (number < from - keptPages || number > to + keptPages)) page.items = null;
    });
  }

  private changed() {
    this.length = 0;
    this.starts = this.pages.map((page) => {
      const start = this.length;
      this.length += page.length;
      return start;
    });
    this.snapshot = {
      length: this.length,
      hasMore: this.hasMore,
      isLoading: this.loading.size > 0,
      error: this.error,
    };
    this.listeners.forEach((each) => each());
  }
}
