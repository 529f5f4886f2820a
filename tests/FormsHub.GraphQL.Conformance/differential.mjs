// Our answers against the reference implementation's, for documents that are generated and then changed: the same verdict, the same messages,
// places and rules in the same order, and the same text printed. Ends with 1 where they differ or where a rule was hardly ever broken.
//   FORMSHUB_CONFORMANCE_SECONDS  how long at least (12)   FORMSHUB_CONFORMANCE_SEED  the first document's seed (1)
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { buildSchema } from 'graphql';
import { generate } from './differential/generate.mjs';
import { mutateText, mutateTree, respace } from './differential/mutate.mjs';
import { Random } from './differential/random.mjs';
import { reference, ruleNames } from './differential/reference.mjs';
import { variablesFor } from './differential/variables.mjs';

const seconds = Number(process.env.FORMSHUB_CONFORMANCE_SECONDS ?? 12);
const firstSeed = Number(process.env.FORMSHUB_CONFORMANCE_SEED ?? 1);
const mostDifferences = 10;
const leastPerRule = 10;

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const program = path('../../artifacts/bin/FormsHub.GraphQL.Conformance/debug/FormsHub.GraphQL.Conformance.dll');
if (!existsSync(program)) throw new Error('Build tests/FormsHub.GraphQL.Conformance first.');

const schemas = readdirSync(path('schemas')).map((name) => {
  const sdl = readFileSync(path(`schemas/${name}`), 'utf8');
  return { name, sdl, schema: buildSchema(sdl) };
});

const console_ = spawn('dotnet', ['exec', program], { stdio: ['pipe', 'pipe', 'inherit'] });
const answers = createInterface({ input: console_.stdout })[Symbol.asyncIterator]();

await answersBadLines();

const kinds = {
  valid: (text) => ({ document: text, print: true }),
  tree: (text, schema, random) => ({ document: respace(mutateTree(text, schema, random), random) }),
  variables: (text, schema, random) => ({ document: text, variables: variablesFor(text, schema, random) }),
  text: (text, schema, random) => ({ document: mutateText(respace(text, random), random), print: true }),
  schema: (_text, _schema, random, sdl) => ({ document: mutateText(sdl, random), parseOnly: true, print: true }),
};

const count = { documents: 0, different: 0, wrong: 0, unreadable: 0 };
const perKind = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, 0]));
const perRule = Object.fromEntries(ruleNames.map((name) => [name, 0]));
const began = Date.now();

for (let seed = firstSeed; goesOn();) {
  const batch = Array.from({ length: 100 }, () => question(seed++));
  console_.stdin.write(batch.map(({ asked }) => `${JSON.stringify(asked)}\n`).join(''));
  // The reference works while ours does.
  for (const each of batch) each.expected = reference({ ...each.asked, schema: each.schema });
  for (const each of batch) compare(each, JSON.parse((await answers.next()).value));
}

console_.stdin.end();
report();

// A line that asks nothing answers an error with a message, and the next line is answered as if nothing had been.
async function answersBadLines() {
  const bad = [
    '', 'nothing', '[]', '{}', '{"document": 1}', '{"document": "{a}"}', '{"document": "{a}", "sdl": "type Q {"}', '{"document": "{a}", "sdl": "scalar Lonely"}', '{"printSchema": true}',
    '{"document": "{a}", "print": "yes"}', '{"document": "{a}", "sdl": "type Query{a:Int}", "variables": []}', '['.repeat(1000), '{"document": "\\uZZZZ"}',
  ];
  console_.stdin.write(`${bad.join('\n')}\n{"document": "{a}", "parseOnly": true}\n`);
  for (const line of bad) {
    const answer = JSON.parse((await answers.next()).value);
    if (!answer.error?.message) throw new Error(`${line} is answered by ${JSON.stringify(answer)}`);
  }
  const good = (await answers.next()).value;
  if (good !== '{"errors":[]}') throw new Error(`After bad lines a good one is answered by ${good}`);

  // An empty schema is none that is extended; of a wrong one all that is wrong is told.
  console_.stdin.write('{"sdl": "", "document": "directive @skip on FIELD", "sdlOnly": true}\n{"sdl": "type Query { a: B c: D }", "document": "{a}"}\n');
  const empty = (await answers.next()).value;
  if (empty !== '{"errors":[]}') throw new Error(`Definitions beside an empty schema are answered by ${empty}`);
  const wrong = JSON.parse((await answers.next()).value);
  if (wrong.errors.length !== 2 || wrong.errors.some(({ rule }) => rule !== 'KnownTypeNames')) throw new Error(`A wrong schema is answered by ${JSON.stringify(wrong)}`);
}

// A slow machine gets more time to break each rule often enough.
function goesOn() {
  const passed = (Date.now() - began) / 1000;
  return count.different < mostDifferences && (passed < seconds || (rareRules().length > 0 && passed < 6 * seconds));
}

function rareRules() {
  return Object.keys(perRule).filter((rule) => perRule[rule] < leastPerRule);
}

function question(seed) {
  const random = new Random(seed);
  const { name, sdl, schema } = random.pick(schemas);
  const kind = random.weighted([[1, 'valid'], [6, 'tree'], [1.5, 'variables'], [2, 'text'], [0.3, 'schema']]);
  perKind[kind]++;
  return { seed, name, kind, schema, asked: { sdl, ...kinds[kind](generate(schema, random), schema, random, sdl) } };
}

function compare({ seed, name, kind, asked, expected }, answer) {
  count.documents++;
  if (!expected) return;
  if (expected.errors.length) count.wrong++;
  if (expected.errors[0]?.message.startsWith('Syntax Error')) count.unreadable++;
  for (const { rule } of expected.errors) if (rule) perRule[rule]++;
  if (isDeepStrictEqual(answer, expected)) return;

  count.different++;
  console.log(`\nDifferent: seed ${seed} (${kind}, ${name})\n${asked.document}${asked.variables ? `\n${JSON.stringify(asked.variables)}` : ''}`);
  for (let at = 0; at < Math.max(expected.errors.length, answer.errors?.length ?? 0); at++) {
    if (isDeepStrictEqual(expected.errors[at], answer.errors?.[at])) continue;
    console.log(`  reference ${JSON.stringify(expected.errors[at])}\n  ours      ${JSON.stringify(answer.errors?.[at])}`);
  }
  if (answer.error) console.log(`  ours      ${JSON.stringify(answer.error)}`);
  if (answer.printed !== expected.printed) console.log(`  printed by the reference ${JSON.stringify(expected.printed)}\n  printed by us            ${JSON.stringify(answer.printed)}`);
}

function report() {
  const rare = rareRules();
  console.log(Object.entries(perRule).map(([rule, times]) => `${String(times).padStart(8)} ${rule}`).join('\n'));
  console.log(`Seeds ${firstSeed} to ${firstSeed + count.documents - 1}: ${count.documents} documents (${Object.entries(perKind).map(([kind, times]) => `${times} ${kind}`).join(', ')}), ${count.wrong} with errors, ${count.unreadable} of them unreadable.`);
  if (count.different === 0 && rare.length) console.log(`Too few errors of ${rare.join(', ')}.`);
  console.log(count.different ? `${count.different} answered differently.` : 'All answered alike.');
  process.exitCode = count.different || rare.length ? 1 : 0;
}
