import {
  getNamedType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isListType, isNonNullType, isRequiredArgument,
  isRequiredInputField, isUnionType,
} from 'graphql';

const words = ['a', 'b', 'c', 'node', 'title', 'x1', 'x2', 'x10'];

/** A document that is valid against the schema, nearly always: fields may meet that cannot be merged. */
export function generate(schema, random) {
  const fragments = [];
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ].filter(([, type]) => type);

  const count = random.weighted([[6, 1], [2, 2], [1, 3]]);
  const operations = [];
  for (let at = 0; at < count; at++) operations.push(operation(count > 1 || random.chance(0.7) ? `Op${at}` : ''));
  const definitions = [...operations, ...fragments.map((fragment) => fragment.text)];
  if (random.chance(0.3)) definitions.reverse();
  return definitions.join(random.pick(['\n', '\n\n', ' ', '\n# then\n']));

  function operation(name) {
    const [kind, root] = random.pick(roots);
    const variables = [];
    const scope = { variables, depth: 0 };
    const selections = kind === 'subscription' ? `{ ${field(root, random.pick(Object.values(root.getFields())), scope)} }` : selectionSet(root, scope);
    const declared = variables.length ? `(${variables.map((variable) => variable.text).join(', ')})` : '';
    const isShort = kind === 'query' && !name && !declared;
    return isShort ? selections : `${description()}${kind}${name ? ` ${name}` : ''}${declared}${directives(kind.toUpperCase(), scope)} ${selections}`;
  }

  function description() {
    return random.chance(0.05) ? random.pick(['"said before" ', '"""\n  said\n    before\n"""\n']) : '';
  }

  function selectionSet(type, scope) {
    const inner = { ...scope, depth: scope.depth + 1 };
    const selections = [];
    for (let left = 1 + random.below(4); left > 0; left--) selections.push(selection(type, inner));
    return `{ ${selections.join(random.pick([' ', '\n', ', ']))} }`;
  }

  function selection(type, scope) {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    return random.weighted([
      [fields.length ? 8 : 0, () => field(type, random.pick(fields), scope)],
      [1, () => '__typename'],
      [scope.depth < 5 ? 1.5 : 0, () => `...${random.chance(0.3) ? '' : ` on ${within(type)}`}${directives('INLINE_FRAGMENT', scope)} ${selectionSet(type, scope)}`],
      [isAbstractType(type) && scope.depth < 5 ? 3 : 0, () => {
        const possible = random.pick(schema.getPossibleTypes(type));
        return `... on ${possible} ${selectionSet(possible, scope)}`;
      }],
      [scope.depth < 5 ? 1.5 : 0, () => spread(type, scope)],
    ])();
  }

  function within(type) {
    return type.name;
  }

  // A fragment uses the variables of the one operation that spreads it.
  function spread(type, scope) {
    const known = fragments.filter((fragment) => fragment.type === type && fragment.scope === scope.variables && fragment.text);
    if (known.length && random.chance(0.4)) return `...${random.pick(known).name}${directives('FRAGMENT_SPREAD', scope)}`;
    const fragment = { name: `F${fragments.length}`, type, scope: scope.variables, text: '' };
    fragments.push(fragment);
    fragment.text = `${description()}fragment ${fragment.name} on ${type}${directives('FRAGMENT_DEFINITION', scope)} ${selectionSet(type, { ...scope, depth: scope.depth + 1 })}`;
    return `...${fragment.name}`;
  }

  function field(parent, definition, scope) {
    const named = getNamedType(definition.type);
    if (isCompositeType(named) && scope.depth > 6) return '__typename';
    const given = definition.args.filter((argument) => isRequiredArgument(argument) || random.chance(0.4));
    const args = given.length ? `(${given.map((argument) => `${argument.name}: ${value(argument.type, scope, hasDefault(argument))}`).join(', ')})` : '';
    // With arguments, a name of its own: whatever else asks for the field, they can be merged.
    const alias = args ? `${definition.name}${(scope.variables.aliases = (scope.variables.aliases ?? 0) + 1)}: ` : random.chance(0.05) ? `${random.pick(words)}: ` : '';
    return `${alias}${definition.name}${args}${directives('FIELD', scope)}${isCompositeType(named) ? ` ${selectionSet(named, scope)}` : ''}`;
  }

  function directives(location, scope) {
    let text = '';
    for (const directive of schema.getDirectives()) {
      if (!directive.locations.includes(location) || !random.chance(0.04) || directive.name === 'defer' || directive.name === 'stream') continue;
      const given = directive.args.filter((argument) => isRequiredArgument(argument) || random.chance(0.4));
      text += ` @${directive.name}${given.length ? `(${given.map((argument) => `${argument.name}: ${value(argument.type, scope, hasDefault(argument))}`).join(', ')})` : ''}`;
    }
    return text;
  }

  function value(type, scope, isDefaulted = false, inOneOf = false) {
    if (random.chance(0.2)) return variable(type, scope, isDefaulted, inOneOf);
    if (isNonNullType(type)) return literal(type.ofType, scope);
    return !inOneOf && random.chance(0.08) ? 'null' : literal(type, scope);
  }

  function literal(type, scope) {
    if (isListType(type)) {
      if (random.chance(0.15) && !isListType(type.ofType)) return literal(isNonNullType(type.ofType) ? type.ofType.ofType : type.ofType, scope);
      return `[${Array.from({ length: random.below(3) }, () => value(type.ofType, scope)).join(', ')}]`;
    }
    if (isInputObjectType(type)) return object(type, scope);
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    const texts = {
      Int: ['0', '1', '-7', '2147483647'],
      Float: ['1', '0.5', '-1.5e3', '6.02E+23'],
      String: ['"text"', '""', '"é 客户 😀 \\u00e9 \\u{1F600} \\n"', '"""block\n  string"""', '"$a { }"'],
      Boolean: ['true', 'false'],
      ID: ['"id"', '4'],
    };
    return random.pick(texts[type.name] ?? ['1', '"any"', '{ a: [1, { b: ENUM }] }', '[true]', 'NAME']);
  }

  function object(type, scope) {
    const fields = Object.values(type.getFields());
    const deeper = { ...scope, depth: scope.depth + 1 };
    const given = type.isOneOf
      ? [random.pick(fields)]
      : fields.filter((each) => isRequiredInputField(each) || random.chance(scope.depth > 6 ? 0 : 0.35));
    return `{ ${given.map((each) => `${each.name}: ${value(each.type, deeper, hasDefault(each), type.isOneOf)}`).join(', ')} }`;
  }

  function variable(type, { variables }, isDefaulted, inOneOf) {
    const known = variables.filter((each) => each.type === String(type));
    if (known.length && random.chance(0.5)) return `$${random.pick(known).name}`;
    const name = `v${variables.length}`;
    const nullable = isNonNullType(type) ? type.ofType : type;
    const scope = { variables: [], depth: 9 };
    const declared = inOneOf || (isNonNullType(type) && !isDefaulted) ? `${nullable}!` : random.chance(0.3) ? `${nullable}!` : String(nullable);
    const preset = random.chance(0.2) ? ` = ${constant(() => literal(nullable, scope))}` : '';
    variables.push({ name, type: String(type), text: `$${name}: ${declared}${preset}${random.chance(0.05) && schema.getDirective('masked') ? ' @masked' : ''}` });
    return `$${name}`;
  }

  function constant(make) {
    for (;;) {
      const text = make();
      if (!/\$v/.test(text)) return text;
    }
  }
}

function hasDefault(value) {
  return value.default !== undefined || value.defaultValue !== undefined;
}
