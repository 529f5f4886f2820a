// Our responses against the reference implementation's, for operations, variables and data that are generated: the same data in the same order, the same
// errors with places and paths. Ends with 1 where they differ.
//   FORMSHUB_CONFORMANCE_SECONDS  how long at least (4)   FORMSHUB_CONFORMANCE_SEED  the first operation's seed (1)
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { buildSchema, executeSync, parse } from 'graphql';
import { dataFor } from './differential/data.mjs';
import { generate } from './differential/generate.mjs';
import { Random } from './differential/random.mjs';
import { variablesFor } from './differential/variables.mjs';

const seconds = Number(process.env.FORMSHUB_CONFORMANCE_SECONDS ?? 4);
const firstSeed = Number(process.env.FORMSHUB_CONFORMANCE_SEED ?? 1);
const mostDifferences = 10;
const leastOfEach = 50;

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const program = path('../../artifacts/bin/FormsHub.GraphQL.Conformance/debug/FormsHub.GraphQL.Conformance.dll');
if (!existsSync(program)) throw new Error('Build tests/FormsHub.GraphQL.Conformance first.');

// The reference does not execute schemas that declare the directives of incremental delivery.
const schemas = readdirSync(path('schemas')).map((name) => {
  const sdl = readFileSync(path(`schemas/${name}`), 'utf8').split('\n').filter((line) => !/directive @(defer|stream)\b/.test(line)).join('\n');
  return { name, sdl, schema: buildSchema(sdl) };
});

const console_ = spawn('dotnet', ['exec', program], { stdio: ['pipe', 'pipe', 'inherit'] });
const answers = createInterface({ input: console_.stdout })[Symbol.asyncIterator]();

const count = { 'without errors': 0, 'with errors beside data': 0, 'without data': 0, refused: 0 };
let different = 0;
let seed = firstSeed;
const began = Date.now();

while (goesOn()) {
  const batch = Array.from({ length: 50 }, () => question(seed++));
  console_.stdin.write(batch.map(({ asked }) => `${JSON.stringify(asked)}\n`).join(''));
  for (const each of batch) compare(each, JSON.parse((await answers.next()).value));
}

console_.stdin.end();
console.log(`Seeds ${firstSeed} to ${seed - 1}: ${Object.entries(count).map(([kind, times]) => `${times} ${kind}`).join(', ')}.`);
console.log(different ? `${different} answered differently.` : rare().length ? `Too few ${rare().join(', ')}.` : 'All answered alike.');
process.exitCode = different || rare().length ? 1 : 0;

function goesOn() {
  const passed = (Date.now() - began) / 1000;
  return different < mostDifferences && (passed < seconds || (passed < 10 * seconds && rare().length > 0));
}

function rare() {
  return Object.keys(count).filter((kind) => count[kind] < leastOfEach);
}

function question(at) {
  const random = new Random(at);
  const { name, sdl, schema } = random.pick(schemas);
  const document = generate(schema, random);
  const operation = random.pick(parse(document).definitions.filter(({ kind }) => kind === 'OperationDefinition'));
  const operationName = random.chance(0.95) ? operation.name?.value : random.pick([undefined, 'Nobody']);
  const root = dataFor(schema, schema.getRootType(operation.operation), random);
  return { seed: at, name, schema, asked: { sdl, document, operationName, variables: variablesFor(document, schema, random), root, execute: true } };
}

function compare({ seed: at, name, schema, asked }, { response }) {
  const { document, operationName, variables, root } = asked;
  const expected = executeSync({ schema, document: parse(document), operationName, variableValues: variables, rootValue: root });
  count[!expected.errors ? 'without errors' : expected.data ? 'with errors beside data' : 'data' in expected ? 'without data' : 'refused']++;
  if (JSON.stringify(expected) === JSON.stringify(response)) return;

  different++;
  console.log(`\nDifferent: seed ${at} (${name})\n${document}\n${JSON.stringify(variables)}\n  reference ${JSON.stringify(expected).slice(0, 2000)}\n  ours      ${JSON.stringify(response)?.slice(0, 2000)}`);
}
