import type { Localized } from '@/api/types';

/** What is wrong with an expression or its evaluation; line and column count from 1. */
export class ExpressionError extends Error {
  constructor(
    readonly code: string,
    readonly offset: number,
    readonly text: Required<Localized>,
  ) {
    super(text.en);
  }

  place(source: string) {
    let line = 1;
    let start = 0;
    for (let i = 0; i < this.offset && i < source.length; i++) {
      if (source[i] === '\n' || (source[i] === '\r' && source[i + 1] !== '\n')) {
        line++;
        start = i + 1;
      }
    }
    return { line, column: this.offset - start + 1 };
  }
}

export function fail(offset: number, code: string, en: string, zh: string): never {
  throw new ExpressionError(code, offset, { en, 'zh-CN': zh });
}
