import { parse, print, Kind, visit } from 'graphql';

const snippets = [
  '{ __schema { types { fields { type { fields { name } } } } } }',
  'query Deep { __type(name: "Query") { interfaces { fields { type { possibleTypes { name } } } } } }',
  'query Deeper { __schema { ...Types } } fragment Types on __Schema { types { ...Fields } } fragment Fields on __Type { fields { type { ...Fields } } }',
  'query Shallow { __schema { queryType { name fields { args { name defaultValue } } } } __typename }',
  'fragment Loop on Query { ...Loop }',
  'fragment Loop1 on Query { __typename ...Loop2 } fragment Loop2 on Query { ...Loop3 } fragment Loop3 on Query { ...Loop1 ...Loop2 }',
  'type Stray { a: Int }', 'extend schema @skip { query: Query }', 'directive @stray(a: Int!, b: [Int]) repeatable on FIELD | QUERY', 'extend type Query { stray: Int }',
  'subscription Many { __typename a: __typename }', 'subscription Conditional($c: Boolean!) { __typename @include(if: $c) }',
  'input Stray2 { a: Unknown @skip }', 'enum Stray3 @stray { A @deprecated }', 'schema { query: Query }', '{ anonymous }', 'query { other }',
  'mutation Parts { __typename ...Part @defer ... @defer { __typename @stream } } fragment Part on Mutation { __typename @stream ... @defer(label: "part") { __typename } }',
  'subscription Parts { __typename @stream ...Part @defer(if: false) ... @skip(if: true) { __typename @stream } } fragment Part on Subscription { __typename @stream(if: true) ... @include(if: true) { __typename @defer } }',
];

const values = [
  '1', '-1', '99999999999', '1.5', '"text"', '"""block"""', 'true', 'null', 'RED', 'DOG', '[]', '[1, "two", null]', '[[1], [A]]', '{}', '{ a: 1 }',
  '{ name: "n", a: 1, a: 2 }', '{ cat: { name: "c" }, dog: null }', '{ dog: null }', '{ text: 1, list: [{}] }', '$v0', '$v1', '$missing', '[$v0]', '{ a: $v0 }', '{ name: $v1, x: [$v0] }',
];

const types = ['Int', 'Int!', '[Int]', '[Int!]!', 'String', 'String!', 'Boolean', 'ID!', 'Float', '[String!]', 'Unknown', 'Query', 'Strin', 'Dog', 'One', 'Customer!', '[Thing]', 'Query!', 'PetInput', 'Pick!', 'DogCommand', '[[Int!]!]'];

const directives = [
  '@skip(if: true)', '@include(if: $v0)', '@skip', '@include(if: 1)', '@unknown', '@skip(if: true, unless: false)', '@deprecated(reason: "no")', '@tag(name: "a")',
  '@trace(label: "l")', '@cached(seconds: 3)', '@trace', '@defer', '@defer(label: "l")', '@stream(initialCount: 1)', '@stream(label: "l", if: $v0)', '@defer(label: $v0)', '@stream(if: false)',
];

/** The document changed in one to four places of its tree; what comes out is well-formed, and mostly wrong. */
export function mutateTree(text, schema, random) {
  let document = parse(text, { noLocation: true });
  const names = [...new Set(text.match(/[A-Za-z_]\w*/g))].concat(Object.keys(schema.getTypeMap()), ['missing', 'nam', 'X']);
  for (let left = random.weighted([[5, 1], [3, 2], [1, 3], [1, 4]]); left > 0; left--) document = mutation(random)(document) ?? document;
  return print(document);

  function mutation() {
    return random.weighted([
      [4, rename], [4, dropItem], [4, repeatItem], [3, moveItem], [4, replaceValue], [3, replaceType], [3, addDirective], [3, toggleSelections],
      [2, changeOperation], [2, addSpread], [4, addAlias], [2, addSnippet], [2, replaceArguments], [2, repeatDefinition],
    ]);
  }

  function nodes(document, test) {
    const found = [];
    visit(document, { enter: (node, _key, parent) => void (test(node) && found.push([node, parent])) });
    return found;
  }

  function some(document, test) {
    const found = nodes(document, test);
    return found.length ? random.pick(found)[0] : undefined;
  }

  // Trees made by parse are plain objects of our own: changed in place.
  function edit(node, change) {
    if (node) Object.assign(node, change(node));
  }

  function rename(document) {
    edit(some(document, (node) => node.kind === Kind.NAME), ({ value }) => ({
      value: random.chance(0.3) ? `${value}${random.pick(['s', '1', '_'])}` : random.chance(0.3) && value.length > 2 ? value.slice(1) : random.pick(names),
    }));
  }

  function lists(document, least) {
    const found = [];
    visit(document, {
      enter(node) {
        for (const key of ['definitions', 'variableDefinitions', 'directives', 'selections', 'arguments', 'values', 'fields'])
          if (Array.isArray(node[key]) && node[key].length >= least) found.push([node, key]);
      },
    });
    return found;
  }

  function change(document, least, alter) {
    const found = lists(document, least);
    if (!found.length) return;
    const [node, key] = random.pick(found);
    node[key] = alter([...node[key]], key, node);
  }

  function dropItem(document) {
    change(document, 1, (items, key) => {
      if (items.length > 1 || !['definitions', 'selections'].includes(key)) items.splice(random.below(items.length), 1);
      return items;
    });
  }

  function repeatItem(document) {
    change(document, 1, (items) => {
      items.splice(random.below(items.length + 1), 0, structuredClone(random.pick(items)));
      return items;
    });
  }

  function repeatDefinition(document) {
    const withVariables = nodes(document, (node) => node.variableDefinitions?.length).map(([node]) => node);
    if (withVariables.length && random.chance(0.6)) {
      const { variableDefinitions } = random.pick(withVariables);
      variableDefinitions.push(structuredClone(random.pick(variableDefinitions)));
    } else {
      document.definitions.push(structuredClone(random.pick(document.definitions)));
    }
  }

  function moveItem(document) {
    const [from] = [some(document, (node) => [Kind.FIELD, Kind.FRAGMENT_SPREAD, Kind.INLINE_FRAGMENT].includes(node.kind))];
    const to = some(document, (node) => node.kind === Kind.SELECTION_SET);
    const copy = from && structuredClone(from);
    edit(copy && to, ({ selections }) => ({ selections: selections.toSpliced(random.below(selections.length + 1), 0, copy) }));
  }

  function replaceValue(document) {
    const found = nodes(document, (node) => [Kind.ARGUMENT, Kind.OBJECT_FIELD].includes(node.kind) || node.kind === Kind.LIST);
    if (!found.length) return;
    const [holder] = random.pick(found);
    const value = parseValue(random.pick(values));
    if (holder.kind === Kind.LIST) holder.values = [...holder.values, value];
    else holder.value = value;
  }

  function replaceType(document) {
    const found = nodes(document, (node) => node.kind === Kind.VARIABLE_DEFINITION);
    const conditions = nodes(document, (node) => node.typeCondition);
    if (conditions.length && random.chance(found.length ? 0.4 : 1)) {
      random.pick(conditions)[0].typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: random.pick(names) } };
    } else if (found.length) {
      const definition = random.pick(found)[0];
      const { type, defaultValue } = parse(`query ($a: ${random.pick(types)} = ${random.pick(values).replaceAll(/\$\w+/g, '1')}) { a }`, { noLocation: true }).definitions[0].variableDefinitions[0];
      definition.type = type;
      if (random.chance(0.4)) definition.defaultValue = random.chance(0.3) ? undefined : defaultValue;
    }
  }

  function addDirective(document) {
    const node = some(document, ({ kind }) => [Kind.FIELD, Kind.FRAGMENT_SPREAD, Kind.INLINE_FRAGMENT, Kind.FRAGMENT_DEFINITION, Kind.OPERATION_DEFINITION].includes(kind));
    const directive = parse(`{ a ${random.pick(directives)} }`, { noLocation: true }).definitions[0].selectionSet.selections[0].directives[0];
    edit(node, ({ directives = [] }) => ({ directives: [...directives, directive, ...(random.chance(0.2) ? [directive] : [])] }));
  }

  function toggleSelections(document) {
    const node = some(document, ({ kind }) => kind === Kind.FIELD);
    const selections = random.chance(0.5) ? '{ __typename }' : '{ name id nope }';
    edit(node, ({ selectionSet }) => ({
      selectionSet: selectionSet ? undefined : parse(selections, { noLocation: true }).definitions[0].selectionSet,
    }));
  }

  function changeOperation(document) {
    const node = some(document, ({ kind }) => kind === Kind.OPERATION_DEFINITION);
    edit(node, ({ operation, name }) => (random.chance(0.6) ? { operation: random.pick(['query', 'mutation', 'subscription']), name } : { operation, name: undefined }));
  }

  function addSpread(document) {
    const fragments = nodes(document, ({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map(([node]) => node.name.value);
    const name = fragments.length && random.chance(0.8) ? random.pick(fragments) : 'Nowhere';
    const to = some(document, ({ kind }) => kind === Kind.SELECTION_SET);
    edit(to, ({ selections }) => ({ selections: [...selections, { kind: Kind.FRAGMENT_SPREAD, name: { kind: Kind.NAME, value: name } }] }));
  }

  function addAlias(document) {
    const fields = nodes(document, ({ kind }) => kind === Kind.FIELD).map(([node]) => node);
    if (!fields.length) return;
    const keys = fields.map((field) => (field.alias ?? field.name).value);
    for (let left = 1 + random.below(3); left > 0; left--)
      edit(random.pick(fields), () => ({ alias: { kind: Kind.NAME, value: random.pick(keys) } }));
  }

  function addSnippet(document) {
    const added = parse(random.pick(snippets), { noLocation: true }).definitions;
    return { ...document, definitions: random.chance(0.5) ? [...document.definitions, ...added] : [...added, ...document.definitions] };
  }

  function replaceArguments(document) {
    const node = some(document, ({ kind }) => kind === Kind.FIELD || kind === Kind.DIRECTIVE);
    edit(node, ({ arguments: given = [] }) => ({
      arguments: [...given, { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: random.pick(names) }, value: parseValue(random.pick(values)) }],
    }));
  }

  function parseValue(value) {
    return parse(`{ a(a: ${value}) }`, { noLocation: true }).definitions[0].selectionSet.selections[0].arguments[0].value;
  }
}

const tokens = [
  '{', '}', '(', ')', '[', ']', ':', '=', '!', '|', '&', '@', '$', '...', '"', '"""', '"text"', '"\\u00e9"', '"\\u{1F600}"', '"\\uD83D\\uDE00"', '"\\uD83D"', '"\\u{110000}"', '"\\x"',
  '"""a\n  b\n"""', '"""\\""" """', '0', '-0', '01', '1.', '1.e1', '1e', '-', '.5', '0.5e-3', '1a', '1.0_', '..', '.', '#', '# note\n', '\\', '\u0000', '\u0007', '\uFEFF', '\u00a0', '\ud83d\ude00', '\ud83d',
  '\t', '\n', '\r\n', '\r', ',', 'on', 'fragment', 'query', 'mutation', 'true', 'null', 'type', 'extend', 'input', 'enum', 'implements', 'repeatable', 'directive', 'name', '__typename', '%', "'", '<', 'é',
];

/** The text changed in one to three places without a look at its structure; mostly it cannot be read any more. */
export function mutateText(text, random) {
  for (let left = random.weighted([[6, 1], [2, 2], [1, 3]]); left > 0; left--) {
    const parts = text.match(/"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|[A-Za-z_]\w*|\.\.\.|\s+|[\s\S]/g) ?? [''];
    const at = random.below(parts.length);
    random.weighted([
      [3, () => parts.splice(at, 1)],
      [3, () => parts.splice(at, 0, random.pick(tokens))],
      [3, () => parts.splice(at, 1, random.pick(tokens))],
      [2, () => parts.splice(at, 0, parts[random.below(parts.length)])],
      [1, () => parts.splice(at)],
      [1, () => ([parts[at], parts[(at + 1) % parts.length]] = [parts[(at + 1) % parts.length], parts[at]])],
      [1, () => (parts[at] = parts[at].slice(0, random.below(parts[at].length + 1)))],
    ])();
    text = parts.join('');
  }
  return text;
}

/** The same tokens with other space between their lines. */
export function respace(text, random) {
  return random.weighted([
    [6, () => text],
    [1, () => text.replaceAll('\n', '\r\n')],
    [1, () => text.replaceAll('\n', '\r')],
    [1, () => (/"""|#/.test(text) ? text : text.replaceAll(/\s+/g, ' '))],
    [1, () => `\uFEFF# first\n\n${text}`],
  ])();
}
