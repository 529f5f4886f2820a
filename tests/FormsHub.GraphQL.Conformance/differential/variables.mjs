import { isEnumType, isInputObjectType, isListType, isNonNullType, isRequiredInputField, parse, typeFromAST } from 'graphql';

const wrong = [
  null, true, false, 0, -1, 1, 3000000000, -2147483649, 0.1, 1.5, 1e21, 1e-7, 123456789012345, 9007199254740993, '', '1', 'text', '\u0007"\\', 'DOG', 'DOGG', 'é 客户 😀', [], [[]],
  [1, 'two', null, [3]], Array.from({ length: 14 }, (_, at) => at), {}, { a: 1 }, { name: 'n', nam: 1 }, { dog: null }, { cat: { name: 'c' }, dog: null }, { a: { b: { c: { d: [1] } } } },
];

/** Values for the variables of a document's first operation, of which some do not fit. */
export function variablesFor(text, schema, random) {
  const values = {};
  for (const { variable, type } of parse(text).definitions.flatMap((definition) => definition.variableDefinitions ?? [])) {
    const declared = typeFromAST(schema, type);
    if (random.chance(0.9) && declared) values[variable.name.value] = fitting(declared, 0);
  }
  return values;

  function fitting(type, depth) {
    if (random.chance(0.08)) return random.pick(wrong);
    if (isNonNullType(type)) return fitting(type.ofType, depth);
    if (random.chance(0.08)) return null;
    if (isListType(type)) return random.chance(0.2) ? fitting(type.ofType, depth) : Array.from({ length: random.below(3) }, () => fitting(type.ofType, depth + 1));
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (isInputObjectType(type)) return object(type, depth + 1);
    return random.pick({ Int: [0, -5, 2147483647], Float: [0, 0.5, -1e9], String: ['', 'text'], Boolean: [true, false], ID: ['id', 7] }[type.name] ?? wrong);
  }

  function object(type, depth) {
    const fields = Object.values(type.getFields());
    const given = type.isOneOf ? [random.pick(fields)] : fields.filter((field) => random.chance(isRequiredInputField(field) ? 0.95 : depth > 4 ? 0 : 0.4));
    const value = Object.fromEntries(given.map((field) => [field.name, fitting(field.type, depth)]));
    if (random.chance(0.05)) value[random.chance(0.5) ? `${fields[0].name}s` : 'unknown'] = random.pick(wrong);
    return value;
  }
}
