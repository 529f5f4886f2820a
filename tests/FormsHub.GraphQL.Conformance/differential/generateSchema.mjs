import { Kind, parse } from 'graphql';

// Texts of schemas: few names, so that they collide and refer to each other, and wherever something is chosen the choice may be a wrong one.

const objects = ['Query', 'Mutation', 'A', 'B', 'C'];
const interfaces = ['I', 'J', 'K'];
const unions = ['U', 'V'];
const enums = ['E', 'F'];
const scalars = ['S', 'T'];
const inputs = ['In', 'Jn', 'Kn', 'Ln'];
const leaves = ['Int', 'Float', 'String', 'Boolean', 'ID', ...enums, ...scalars];
const everything = [...objects, ...interfaces, ...unions, ...leaves, ...inputs];

const places = [
  'QUERY', 'FIELD', 'VARIABLE_DEFINITION', 'SCHEMA', 'SCALAR', 'OBJECT', 'FIELD_DEFINITION', 'ARGUMENT_DEFINITION', 'INTERFACE', 'UNION', 'ENUM', 'ENUM_VALUE',
  'INPUT_OBJECT', 'INPUT_FIELD_DEFINITION',
];
const descriptions = [
  '"d" ', '"" ', '"quote \\" end" ', '"é \\u00e9 \\t tab" ', '"\\u0007 \\r\\n" ', '"back\\\\" ', `"${'long '.repeat(16)}" `,
  '"""block\n  text""" ', '"""\n    a\n      b\n    """ ', '"""  indented \\""" """ ',
];
const deprecations = ['@deprecated', '@deprecated(reason: "r")', '@deprecated(reason: "No longer supported")', '@deprecated(reason: "")', '@deprecated(reason: """b "q" """)'];
const wrongDeprecations = ['@deprecated(reason: 5)', '@deprecated(why: "x")', '@deprecated @deprecated', '@deprecated(reason: "a", reason: "b")'];
const wrongDirectives = ['@nope', '@skip(if: true)', '@specifiedBy', '@oneOf', '@d @d', '@e', '@e(x: 1, x: 2)', '@e(y: {a: 1, a: 2})', '@specifiedBy(url: "u", ulr: 1)'];
const fitting = { Int: '1', Float: '1.50e3', String: '"s"', Boolean: 'true', ID: '"4"', E: 'RED', F: 'GREEN', S: '{any: [1, "x"]}', T: '"""b\n  l"""' };

/** The text of a schema; `wrong` from 0 (only what comes of colliding names) to 1 (nearly always broken in many ways). */
export function generateSchema(random, wrong) {
  const { chance, pick, below } = { chance: (p) => random.chance(p), pick: (items) => random.pick(items), below: (count) => random.below(count) };
  const mistake = (probability) => random.chance(probability * wrong);
  const some = (names, most) => {
    const picked = [];
    for (let left = 1 + below(most); left > 0; left--) {
      const name = pick(names);
      if (!picked.includes(name) || mistake(0.3)) picked.push(name);
    }
    return picked;
  };

  const named = (name) => (mistake(0.02) ? `__${name}` : name);
  const described = () => (chance(0.15) ? pick(descriptions) : '');
  const deprecated = () => (chance(0.15) ? ` ${mistake(0.2) ? pick(wrongDeprecations) : pick(deprecations)}` : '');
  const used = () => (chance(0.12) ? ' @d' : '') + (mistake(0.06) ? ` ${pick(wrongDirectives)}` : '');

  function wrapped(type) {
    let written = type;
    if (chance(0.25)) written += '!';
    if (chance(0.2)) written = `[${written}]${chance(0.3) ? '!' : ''}`;
    return written;
  }

  const output = () => wrapped(mistake(0.03) ? pick([...inputs, 'Nope', 'Qury', '__Type']) : pick([...objects, ...interfaces, ...unions, ...leaves]));
  const input = () => wrapped(mistake(0.03) ? pick([...inputs, 'Nope']) : pick([...leaves, ...inputs, ...inputs]));

  function anyValue(depth = 0) {
    const kind = below(depth > 2 ? 8 : 11);
    if (kind < 8) return ['1', '-5', '2147483648', '1.5', '"str"', 'true', 'null', 'RED'][kind];
    const count = below(3);
    const fields = Array.from({ length: count }, () => `${pick(['a', 'b', 'c', 'zz'])}: ${anyValue(depth + 1)}`);
    return kind < 9 ? `[${Array.from({ length: count }, () => anyValue(depth + 1)).join(', ')}]` : `{${fields.join(', ')}}`;
  }

  function valueOf(type) {
    if (mistake(0.3)) return anyValue();
    if (type.endsWith('!')) return valueOf(type.slice(0, -1));
    if (chance(0.1)) return 'null';
    if (!type.startsWith('[')) return fitting[type] ?? (chance(0.6) ? '{}' : `{a: ${anyValue(1)}}`);
    const item = type.slice(1, -1);
    return chance(0.3) ? valueOf(item) : `[${Array.from({ length: below(3) }, () => valueOf(item)).join(', ')}]`;
  }

  function inputValue(name, isOneOf = false) {
    const type = isOneOf && !mistake(0.3) ? input().replace(/!$/, '') : input();
    const hasDefault = isOneOf ? mistake(0.3) : chance(inputs.some((name) => type.includes(name)) ? 0.05 : 0.3);
    const mayBeDeprecated = hasDefault || !type.endsWith('!') || mistake(0.5);
    return `${described()}${named(name)}: ${type}${hasDefault ? ` = ${valueOf(type)}` : ''}${mayBeDeprecated ? deprecated() : ''}${used()}`;
  }

  const argumentsOf = (names = ['a', 'b', 'c']) => (chance(0.3) ? `(${some(names, 3).map((name) => inputValue(name)).join(', ')})` : '');
  const field = (name) => ({ name, text: `${described()}${named(name)}${argumentsOf()}: ${output()}${deprecated()}${used()}` });

  // What an interface promises is repeated word by word where it is implemented, and all that it implements itself is implemented too, mostly.
  const shared = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, field(name)]));
  const promised = Object.fromEntries(interfaces.map((name) => [name, some(['a', 'b', 'c'], 2).map((each) => (mistake(0.2) ? field(each) : shared[each]))]));
  const parents = {};
  for (const name of [...interfaces].reverse()) parents[name] = withParents(interfaces.filter((other) => (other > name ? chance(0.3) : mistake(0.1))));

  function withParents(names) {
    return [...names, ...names.flatMap((name) => parents[name] ?? [])].filter((name, at, all) => (all.indexOf(name) === at ? !mistake(0.1) : mistake(0.2)));
  }

  function fieldsOf(implemented, own) {
    const taken = new Set();
    const repeated = implemented.flatMap((name) => promised[name] ?? []).filter(() => !mistake(0.2));
    const fields = [...repeated, ...own].filter(({ name }) => (taken.has(name) && !mistake(0.1) ? false : taken.add(name)));
    return mistake(0.04) || fields.length === 0 ? '' : ` {\n  ${fields.map(({ text }) => text).join('\n  ')}\n}`;
  }

  const definitions = [];
  const extend = (keyword, name, body) => {
    if (!chance(0.12)) return;
    const isWrongKind = mistake(0.1);
    definitions.push(`extend ${isWrongKind ? 'scalar' : keyword} ${mistake(0.1) ? 'Nope' : name}${isWrongKind || mistake(0.1) ? ' @d' : body}`);
  };
  const implementing = (names) => (names.length ? ` implements ${names.join(' & ')}` : '');

  for (const name of objects) {
    if (mistake(0.05)) continue;
    const implemented = chance(0.4) ? withParents(some(mistake(0.1) ? [...interfaces, ...objects, 'U', 'ID', 'Nope'] : interfaces, 2)) : [];
    definitions.push(`${described()}type ${named(name)}${implementing(implemented)}${used()}${fieldsOf(implemented, some(['a', 'b', 'c', 'd', 'e', 'f'], 4).map(field))}`);
    extend('type', name, ` { ${field(mistake(0.2) ? 'a' : pick(['g', 'h'])).text} }`);
    if (mistake(0.03)) definitions.push(`type ${name} { x: Int }`);
  }
  for (const name of interfaces) {
    if (mistake(0.05)) continue;
    definitions.push(`${described()}interface ${name}${implementing(parents[name])}${used()}${fieldsOf([name, ...parents[name]], [])}`);
    extend('interface', name, mistake(0.2) ? ` { ${field('i').text} }` : ' @d');
  }
  for (const name of unions) {
    const members = some(mistake(0.1) ? everything : objects, 3);
    definitions.push(`${described()}union ${name}${used()}${mistake(0.05) ? '' : ` = ${members.join(' | ')}`}`);
    const added = objects.find((type) => !members.includes(type)) ?? 'A';
    extend('union', name, ` = ${mistake(0.2) ? members[0] : added}`);
  }
  for (const name of enums) {
    const values = [...some(['BLUE', 'RED', 'GREEN'], 3), fitting[name]].filter((value, at, all) => all.indexOf(value) === at || mistake(0.3));
    definitions.push(`${described()}enum ${name}${used()}${mistake(0.05) ? '' : ` { ${values.map((value) => `${described()}${named(value)}${deprecated()}${used()}`).join(' ')} }`}`);
    extend('enum', name, ` { ${mistake(0.3) ? 'RED' : 'MORE'} }`);
  }
  for (const name of scalars) {
    if (mistake(0.05)) continue;
    definitions.push(`${described()}scalar ${name}${used()}${chance(0.3) ? ` @specifiedBy(url: "https://scalars.example/${name}?\\"")` : ''}`);
    extend('scalar', name, ' @specifiedBy(url: "extended")');
  }
  for (const name of inputs) {
    if (mistake(0.03)) continue;
    const isOneOf = chance(0.2);
    const fields = some(['a', 'b', 'c', 'd'], 4).map((each) => inputValue(each, isOneOf));
    definitions.push(`${described()}input ${name}${isOneOf ? ' @oneOf' : ''}${used()}${mistake(0.04) ? '' : ` {\n  ${fields.join('\n  ')}\n}`}`);
    extend('input', name, ` { ${inputValue('x', isOneOf)} }`);
  }

  const optional = ['a', 'b'].filter(() => chance(0.3)).map((name) => `${described()}${name}: ${input().replace(/!$/, '')}${deprecated()}`);
  definitions.push(`${described()}directive @d${optional.length ? `(${optional.join(', ')})` : ''}${mistake(0.5) ? '' : ' repeatable'} on ${places.join(' | ')}`);
  definitions.push(`directive @${named('e')}(x: Int${mistake(0.3) ? '!' : ''}, y: In${mistake(0.1) ? ', x: Int' : ''}) on ${some(places, 3).join(' | ')}`);
  if (mistake(0.05)) definitions.push('directive @d on FIELD', 'directive @skip on QUERY');
  if (chance(0.3)) {
    const others = `${chance(0.5) ? ` mutation: ${mistake(0.3) ? pick(everything) : 'A'}` : ''}${mistake(0.1) ? ' query: A' : ''}`;
    definitions.push(`${described()}schema${used()} { query: ${mistake(0.2) ? pick(everything) : 'Query'}${others} }`);
  }
  if (mistake(0.05)) definitions.push('schema { mutation: Mutation }');
  if (chance(0.1)) definitions.push(`extend schema @d${chance(0.5) ? ' { subscription: B }' : ''}`);

  for (let at = definitions.length - 1; at > 0; at--) {
    const other = below(at + 1);
    [definitions[at], definitions[other]] = [definitions[other], definitions[at]];
  }
  return definitions.join('\n');
}

/** A document that extends such a schema: definitions of another one, most of them made extensions with names that are new. */
export function generateExtension(random, wrong) {
  const renamed = (node) => ({ ...node, name: { ...node.name, value: `${node.name.value}2` } });
  const mostlyRenamed = (node) => (random.chance(0.95) ? renamed(node) : node);

  const definitions = parse(generateSchema(random, wrong)).definitions.filter(() => random.chance(0.3)).map((node) => {
    if (node.kind === Kind.DIRECTIVE_DEFINITION) return mostlyRenamed(node);
    if (!node.kind.endsWith('Definition') || node.kind === Kind.SCHEMA_DEFINITION) return node;
    if (random.chance(0.2)) return mostlyRenamed(node);

    const { description: _, ...extension } = node;
    extension.kind = node.kind.replace('Definition', 'Extension');
    if (random.chance(0.8)) extension.directives = [];
    for (const members of ['fields', 'values']) if (node[members]) extension[members] = node[members].map(mostlyRenamed);
    return extension;
  });
  return { kind: Kind.DOCUMENT, definitions: definitions.filter(isNotEmpty) };
}

function isNotEmpty(node) {
  return !node.kind.endsWith('Extension') || [node.directives, node.fields, node.values, node.types, node.interfaces, node.operationTypes].some((members) => members?.length);
}
