import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const files = walk('src').filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

it('finds the imports it looks at', () => {
  expect(imports.get('src/app/App.tsx')).toContain('src/app/providers.tsx');
});

it('nothing imports itself round a circle', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, trail: string[]) => {
    if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    if (done.has(file) || trail.includes(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  files.forEach((file) => visit(file, []));
  expect(circles).toEqual([]);
});

it('a path of dots stays within its feature, field or folder', () => {
  const strays = files.flatMap((file) =>
    specifiers(file)
      .filter((each) => each.startsWith('..') && zoneOf(join(dirname(file), each)) !== zoneOf(file))
      .map((each) => `${file}: ${each}`),
  );
  expect(strays).toEqual([]);
});

/** src/features/records/x/y.ts → features/records; src/api/x.ts → api */
function zoneOf(file: string) {
  const [first, second] = relative('src', file).split('/');
  return first === 'features' ? `${first}/${second}` : first;
}

/** Only what is needed at once: types and lazy imports close no circle. */
function specifiers(file: string) {
  return [
    ...readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\s(?!type\s)[^'";]*?from\s+'([^']+)'|^import '([^']+)'/gm,
    ),
  ].map((match) => match[1] ?? match[2] ?? '');
}

function importsOf(file: string): string[] {
  return specifiers(file).flatMap((each) => {
    const path = each.startsWith('@/')
      ? join('src', each.slice(2))
      : each.startsWith('.')
        ? join(dirname(file), each)
        : undefined;
    return path
      ? ['.ts', '.tsx', '/index.ts', '/index.tsx']
          .map((ending) => path + ending)
          .filter((each) => existsSync(each))
      : [];
  });
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}
