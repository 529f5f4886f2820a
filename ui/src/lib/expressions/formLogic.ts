import type { FieldDefinition, FormDefinition, RuleDefinition } from '@/api/types';
import { compile, type Expression } from './compile';
import { ExpressionError } from './ExpressionError';

/** A field where it stands: a column knows its sub-table. */
export interface Place {
  field: FieldDefinition;
  table?: FieldDefinition | undefined;
}

export interface FieldExpression extends Place {
  expression: Expression;
}

export interface RuleAction extends Place {
  effect: RuleDefinition['set'][number];
  value?: Expression | undefined;
}

/** The compiled expressions of a form. Those that do not compile are left out: the designer tells of them. */
export interface FormLogic {
  defaults: FieldExpression[];
  /** In the order in which they need each other. */
  formulas: FieldExpression[];
  rules: { when: Expression; actions: RuleAction[] }[];
}

const known = new WeakMap<FormDefinition, FormLogic>();

export function formLogic(form: FormDefinition): FormLogic {
  let logic = known.get(form);
  if (!logic) {
    logic = compileForm(form);
    known.set(form, logic);
  }
  return logic;
}

/** The field that a name means: its key, or a former one. */
export function fieldNamed(fields: FieldDefinition[] | undefined, key: string) {
  return fields?.find((each) => each.key === key) ?? fields?.find((each) => each.aliases?.includes(key));
}

/** "phone" or "calls.minutes". */
export function placeNamed(form: FormDefinition, name: string): Place | undefined {
  const [key = '', column] = name.split('.');
  const field = fieldNamed(form.fields, key);
  if (!column) return field && { field };
  const found = fieldNamed(field?.fields, column);
  return found && { field: found, table: field };
}

/** The fields, each followed by its columns. */
export function placesOf(form: FormDefinition): Place[] {
  return form.fields.flatMap((field) => [
    { field },
    ...(field.fields ?? []).map((column) => ({ field: column, table: field })),
  ]);
}

function compileForm(form: FormDefinition): FormLogic {
  const places = placesOf(form);
  const expressions = (sourceOf: (field: FieldDefinition) => unknown) =>
    places.flatMap((place) => {
      const expression = tryCompile(sourceOf(place.field));
      return expression ? [{ ...place, expression }] : [];
    });
  return {
    defaults: ordered(
      form,
      expressions((field) => field.defaultExpression),
    ),
    formulas: ordered(
      form,
      expressions((field) => (field.type === 'formula' ? field.expression : undefined)),
    ),
    rules: (form.rules ?? []).flatMap(({ when, set }) => {
      const condition = tryCompile(when);
      if (!condition) return [];
      const actions = set.flatMap((effect) => {
        const place = placeNamed(form, effect.field);
        return place ? [{ ...place, effect, value: tryCompile(effect.value) }] : [];
      });
      return [{ when: condition, actions }];
    }),
  };
}

function tryCompile(source: unknown) {
  if (typeof source !== 'string') return undefined;
  try {
    return compile(source);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** Each after those that it needs, otherwise as in the definition. */
function ordered(form: FormDefinition, expressions: FieldExpression[]) {
  const order: FieldExpression[] = [];
  const done = new Set<FieldExpression>();
  const visit = (each: FieldExpression) => {
    if (done.has(each)) return;
    done.add(each);
    const needed = new Set(each.expression.reads.flatMap(({ names }) => readFields(form, names, each.table)));
    expressions.filter((other) => needed.has(other.field)).forEach(visit);
    order.push(each);
  };
  expressions.forEach(visit);
  return order;
}

function readFields(form: FormDefinition, names: string[], table: FieldDefinition | undefined) {
  const [first = '', second] = names;
  const sibling = fieldNamed(table?.fields, first);
  if (sibling) return [sibling];
  const field = fieldNamed(form.fields, first);
  const column = second ? fieldNamed(field?.fields, second) : undefined;
  return [field, column].filter((each) => each !== undefined);
}
