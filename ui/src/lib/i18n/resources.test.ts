import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const files = walk('src');
const folders = [
  ...new Set(
    files.filter((f) => /\/locales\/(zh-CN|en)\.json$/.test(f)).map((f) => f.replace(/\/[^/]+$/, '')),
  ),
];

describe.each(folders)('%s', (folder) => {
  const zh = keysOf(folder, 'zh-CN');
  const en = keysOf(folder, 'en');

  it('says the same things in both languages', () => {
    expect(stems(zh)).toEqual(stems(en));
  });

  it('leaves nothing empty', () => {
    for (const [key, text] of [...zh, ...en]) expect(text, key).not.toBe('');
  });

  it('fills the same holes in both languages', () => {
    for (const [key, text] of zh) {
      const other = en.get(key) ?? en.get(key.replace('_other', '')) ?? en.get(`${key}_other`);
      if (other !== undefined) expect(holes(text), key).toEqual(holes(other));
    }
  });
});

describe('every text that code asks for', () => {
  const byNamespace = new Map(folders.map((f) => [f.split('/').at(-2), stems(keysOf(f, 'en'))]));

  it.each(files.filter((f) => /\.tsx?$/.test(f) && !f.includes('.test.')))('%s', (file) => {
    const code = readFileSync(file, 'utf8');
    const namespace = /useTranslation\('([\w-]+)'/.exec(code)?.[1];
    for (const [, key] of code.matchAll(/\bt\('([^'$]+)'/g)) {
      const [ns, name] = key?.includes(':') ? (key.split(':') as [string, string]) : [namespace, key];
      if (ns) expect(byNamespace.get(ns), `${ns}:${name}`).toContain(name);
    }
  });
});

function keysOf(folder: string, language: string) {
  return new Map(flatten(JSON.parse(readFileSync(`${folder}/${language}.json`, 'utf8')) as object));
}

function flatten(node: object, prefix = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value as object, `${prefix}${key}.`),
  );
}

function stems(keys: Map<string, string>) {
  return [...new Set([...keys.keys()].map((key) => key.replace(/_(one|other)$/, '')))].sort();
}

function holes(text: string) {
  return [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]))].sort();
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}
