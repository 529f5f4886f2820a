// Adds up what a first visit loads (the entry, its static imports, and the first screens), and what the editor of GraphQL loads beside
// that when somebody goes there; fails above the limits.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limit = 400 * 1024;
const firstScreens = [
  'src/app/Frame.tsx',
  'src/features/home/HomePage.tsx',
  'src/features/sign-in/SignInPage.tsx',
];

const editorLimit = 260 * 1024;
const editor = 'src/features/graphql/GraphQLPage.tsx';

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const loaded = new Set();
const load = (name) => {
  if (loaded.has(name) || !manifest[name]) return;
  loaded.add(name);
  for (const each of manifest[name].imports ?? []) load(each);
};

const told = new Set();
const isWithin = (what, most) => {
  const files = [...new Set([...loaded].map((name) => manifest[name].file))].filter(
    (file) => file.endsWith('.js') && !told.has(file),
  );
  const sizes = files.map((file) => [file, gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  for (const [file, size] of sizes.sort((a, b) => b[1] - a[1])) {
    told.add(file);
    console.log(`${(size / 1024).toFixed(1).padStart(8)} kB  ${file}`);
  }
  console.log(`${(total / 1024).toFixed(1).padStart(8)} kB  ${what}, limit ${most / 1024} kB`);
  return total <= most;
};

load('index.html');
firstScreens.forEach(load);
const isFirstLoadSmall = isWithin('first load', limit);
load(editor);
const isEditorSmall = isWithin('GraphQL beside it', editorLimit);
process.exit(isFirstLoadSmall && isEditorSmall ? 0 : 1);
