import { isAbstractType, isEnumType, isListType, isNonNullType, isObjectType } from 'graphql';

const strange = ['text', 7, true, 1.5, '12', ''];
const scalars = { Int: [0, -7, 2147483647], Float: [0.5, 12, -3.25], String: ['a', 'é 客户 😀', ''], Boolean: [true, false], ID: ['x1', 5] };

/** A value that the root of an operation may have, with all its fields; some members are null, of another type, or no list, where they may not be. */
export function dataFor(schema, root, random) {
  return members(root, 0);

  function value(type, depth) {
    if (isNonNullType(type)) return random.chance(0.02) ? null : value(type.ofType, depth);
    if (random.chance(0.06)) return null;
    if (isListType(type)) return random.chance(0.02) ? 5 : Array.from({ length: random.below(depth > 4 ? 2 : 4) }, () => value(type.ofType, depth + 1));
    if (isAbstractType(type)) {
      const object = random.pick(schema.getPossibleTypes(type));
      const found = depth > 6 ? null : members(object, depth);
      return found && { ...found, __typename: random.chance(0.03) ? random.pick(['Nobody', 'Query', 'Int']) : object.name };
    }
    if (isObjectType(type)) return depth > 6 ? null : members(type, depth);
    if (isEnumType(type)) return random.chance(0.05) ? 'NOBODY' : random.pick(type.getValues()).name;
    return random.pick(random.chance(0.05) ? strange : (scalars[type.name] ?? [1, 'x', { a: [1, null] }, [true]]));
  }

  function members(type, depth) {
    return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, value(field.type, depth + 1)]));
  }
}
