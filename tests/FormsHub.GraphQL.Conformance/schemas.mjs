// Our schemas against the reference implementation's, for texts that are generated: the same errors of the text and of the schema with the same
// places in the same order, the same text printed, the same answer to the introspection query. Ends with 1 where they differ.
//   FORMSHUB_CONFORMANCE_SECONDS  how long at least (6)   FORMSHUB_CONFORMANCE_SEED  the first text's seed (1)
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import {
  GraphQLError, buildASTSchema, buildClientSchema, buildSchema, executeSync, extendSchema, getIntrospectionQuery, lexicographicSortSchema, parse, print, printSchema,
  validateSchema,
} from 'graphql';
import { generateExtension, generateSchema } from './differential/generateSchema.mjs';
import { Random } from './differential/random.mjs';
import { reference, sdlRuleNames } from './differential/reference.mjs';

const seconds = Number(process.env.FORMSHUB_CONFORMANCE_SECONDS ?? 6);
const firstSeed = Number(process.env.FORMSHUB_CONFORMANCE_SEED ?? 1);
const mostDifferences = 10;
const leastPerKind = 10;

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const program = path('../../artifacts/bin/FormsHub.GraphQL.Conformance/debug/FormsHub.GraphQL.Conformance.dll');
if (!existsSync(program)) throw new Error('Build tests/FormsHub.GraphQL.Conformance first.');

const introspectionQuery = getIntrospectionQuery({
  descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
});

const console_ = spawn('dotnet', ['exec', program], { stdio: ['pipe', 'pipe', 'inherit'] });
const answers = createInterface({ input: console_.stdout })[Symbol.asyncIterator]();

async function ask(question) {
  console_.stdin.write(`${JSON.stringify(question)}\n`);
  return JSON.parse((await answers.next()).value);
}

const count = { 'texts that break rules': 0, 'schemas that are not valid': 0, 'valid schemas': 0, extensions: 0, unbuildable: 0 };
const perRule = Object.fromEntries(sdlRuleNames.map((name) => [name, 0]));
let different = 0;
const began = Date.now();

for (const name of readdirSync(path('schemas'))) await compare(readFileSync(path(`schemas/${name}`), 'utf8'), null, name);

let seed = firstSeed;
for (; goesOn(); seed++) {
  const random = new Random(seed);
  if (random.chance(0.7)) {
    await compare(generateSchema(random, random.pick([0, 0.02, 0.1, 0.3, 1])), null, `seed ${seed}`);
    continue;
  }
  const base = generateSchema(random, 0);
  if (isValid(base)) await compare(print(generateExtension(random, random.pick([0, 0.1]))), base, `seed ${seed}`);
}

console_.stdin.end();
report();

/** Until the time is over and everything came up often enough, which a busy machine may take longer for. */
function goesOn() {
  const elapsed = (Date.now() - began) / 1000;
  return different < mostDifferences && (elapsed < seconds || (elapsed < 10 * seconds && rare().length > 0));
}

function rare() {
  const { unbuildable: _, ...kinds } = count;
  return Object.entries({ ...perRule, ...kinds }).filter(([, times]) => times < leastPerKind);
}

function isValid(sdl) {
  return reference({ document: sdl, sdlOnly: true }).errors.length === 0 && validateSchema(buildSchema(sdl)).length === 0;
}

async function compare(text, base, where) {
  const extended = base === null ? undefined : buildSchema(base);
  const expected = reference({ schema: extended, document: text, sdlOnly: true });
  for (const { rule } of expected.errors) if (rule) perRule[rule]++;
  same('errors of the text', where, text, base, await ask({ sdl: base, document: text, sdlOnly: true }), expected);
  if (expected.errors.length) {
    count['texts that break rules']++;
    return;
  }

  const asked = base === null ? { sdl: text } : { sdl: base, extension: text };
  let schema;
  try {
    schema = extended ? extendSchema(extended, parse(text)) : buildASTSchema(parse(text));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    count.unbuildable++;
    same('what cannot be built', where, text, base, (await ask({ ...asked, checkSchema: true })).error, { message: error.message });
    return;
  }

  let errors;
  try {
    errors = validateSchema(schema).map(({ message, locations }) => ({ message, locations: locations ?? [] }));
  } catch {
    return; // The reference does not survive a default value of a type that is no input.
  }
  same('errors of the schema', where, text, base, (await ask({ ...asked, checkSchema: true })).errors, errors);
  const printed = printSchema(schema);
  same('printed', where, text, base, (await ask({ ...asked, printSchema: true })).printed, printed);
  if (errors.length) {
    count['schemas that are not valid']++;
    return;
  }

  count[base === null ? 'valid schemas' : 'extensions']++;

  const { response } = await ask({ sdl: printed, document: introspectionQuery, introspect: true });
  const printedAgain = buildSchema(printed);
  same('introspection', where, text, base, response, { data: ofSeptember2025(executeSync({ schema: printedAgain, document: parse(introspectionQuery) }).data) });
  const client = buildClientSchema(response.data);
  same('what a client makes of introspection', where, text, base, validateSchema(client), []);
  same('what a client prints', where, text, base, printSchema(lexicographicSortSchema(client)), printSchema(lexicographicSortSchema(printedAgain)));
}

/** Without what the reference has beyond September 2025: deprecated directives and the places of variables of fragments. */
function ofSeptember2025(data) {
  const beyond = ['DIRECTIVE_DEFINITION', 'FRAGMENT_VARIABLE_DEFINITION'];
  const type = (name) => data.__schema.types.find((each) => each.name === name);
  type('__DirectiveLocation').enumValues = type('__DirectiveLocation').enumValues.filter(({ name }) => !beyond.includes(name));
  type('__Schema').fields.find(({ name }) => name === 'directives').args = [];
  type('__Directive').fields = type('__Directive').fields.filter(({ name }) => name !== 'isDeprecated' && name !== 'deprecationReason');
  for (const directive of data.__schema.directives) directive.locations = directive.locations.filter((place) => !beyond.includes(place));
  return data;
}

function same(what, where, text, base, ours, expected) {
  if (isDeepStrictEqual(JSON.parse(JSON.stringify(ours ?? null)), JSON.parse(JSON.stringify(expected)))) return;
  different++;
  const [one, other] = [JSON.stringify(expected), JSON.stringify(ours ?? null)];
  let at = 0;
  while (one[at] === other[at]) at++;
  console.log(`\nDifferent: ${what}, ${where}\n${base === null ? '' : `${base}\n# extended by\n`}${text}`);
  console.log(`  reference …${one.slice(Math.max(0, at - 100), at + 400)}\n  ours      …${other.slice(Math.max(0, at - 100), at + 400)}`);
}

function report() {
  const few = rare();
  console.log(Object.entries(perRule).map(([rule, times]) => `${String(times).padStart(8)} ${rule}`).join('\n'));
  console.log(`Seeds ${firstSeed} to ${seed - 1}: ${Object.entries(count).map(([kind, times]) => `${times} ${kind}`).join(', ')}.`);
  if (!different && few.length) console.log(`Too few of ${few.map(([kind]) => kind).join(', ')}.`);
  console.log(different ? `${different} answered differently.` : 'All answered alike.');
  process.exitCode = different || few.length ? 1 : 0;
}
