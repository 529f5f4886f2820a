import type { Decimal } from 'decimal.js';
import type { FunctionInfo, Parameter } from './catalogue';
import { decimal } from './exact';
import { fail } from './ExpressionError';
import { allowList, calculate, numberResult, textResult, type Node, type Run } from './nodes';
import { chineseKinds, englishKinds, kindOf, type Value } from './value';

/** The values of a call's arguments, of the kinds that the parameters ask for. */
export class Arguments {
  constructor(
    readonly run: Run,
    readonly offset: number,
    private readonly nodes: Node[],
    private readonly values: Value[],
    readonly spread: Exclude<Value, null>[],
  ) {}

  get count() {
    return this.values.length;
  }

  get zone() {
    return this.run.context.zone;
  }

  offsetOf(index: number) {
    return this.nodes[index]?.offset ?? this.offset;
  }

  at(index: number): Value {
    return this.values[index] ?? null;
  }

  number(index: number, otherwise = 0): Decimal {
    const value = this.at(index);
    return value !== null && kindOf(value) === 'number' ? (value as Decimal) : decimal(otherwise);
  }

  text(index: number) {
    const value = this.at(index);
    return typeof value === 'string' ? value : '';
  }

  list(index: number) {
    const value = this.at(index);
    return Array.isArray(value) ? value : [];
  }

  whole(index: number, least: number, most: number, otherwise = 0) {
    if (this.at(index) === null) return otherwise;
    const number = this.number(index);
    if (number.isInteger() && number.gte(least) && number.lte(most)) return number.toNumber();
    return this.wrong(
      index,
      `A whole number from ${least} to ${most} is expected here.`,
      `此处应为 ${least} 到 ${most} 的整数。`,
    );
  }

  wrong(index: number, en: string, zh: string): never {
    return fail(this.offsetOf(index), 'wrong_argument', en, zh);
  }

  numberResult(number: Decimal | null) {
    return numberResult(this.offset, number);
  }

  textResult(text: string) {
    return textResult(this.run, this.offset, text);
  }
}

/** A function computes from the values of its arguments, or chooses which arguments to compute. */
export type Body =
  { compute: (args: Arguments) => Value } | { choose: (run: Run, args: Node[], offset: number) => Value };

export function repeatFrom(info: FunctionInfo) {
  const first = info.parameters.findIndex((parameter) => parameter.presence === 'repeated');
  return first < 0 ? info.parameters.length : first;
}

export function checkCount(info: FunctionInfo, offset: number, count: number) {
  const least = info.parameters.filter((parameter) => parameter.presence !== 'optional').length;
  const from = repeatFrom(info);
  const group = info.parameters.length - from;
  const fits =
    count >= least &&
    (group > 0 ? info.restAllowed || (count - from) % group === 0 : count <= info.parameters.length);
  if (!fits) {
    fail(
      offset,
      'wrong_argument_count',
      `${info.name} is written ${info.signature}; it has ${count} arguments here.`,
      `${info.name} 的写法是 ${info.signature}，这里给了 ${count} 个参数。`,
    );
  }
}

export function call(info: FunctionInfo, body: Body, offset: number, nodes: Node[]): Node {
  if ('choose' in body) return { offset, evaluate: (run) => body.choose(run, nodes, offset) };
  const parameters = nodes.map((_, i) => parameterAt(info, i));
  return {
    offset,
    evaluate: (run) => {
      const spread: Exclude<Value, null>[] = [];
      let carried = false;
      const values = nodes.map((node, i) => {
        const parameter = parameters[i] as Parameter;
        const value = calculate(node, run);
        if (typeof value === 'string') run.spend(node.offset, Math.trunc(value.length / 100));
        if (parameter.spreads) spreadInto(run, info, node, parameter, value, spread);
        else if (value === null) carried ||= !parameter.takesEmpty;
        else if (!parameter.kinds.includes(kindOf(value))) wrongArgument(info, node, parameter, value);
        return value;
      });
      return carried ? null : body.compute(new Arguments(run, offset, nodes, values, spread));
    },
  };
}

function parameterAt(info: FunctionInfo, index: number) {
  const from = repeatFrom(info);
  const at =
    index < info.parameters.length ? index : from + ((index - from) % (info.parameters.length - from));
  return info.parameters[at];
}

function spreadInto(
  run: Run,
  info: FunctionInfo,
  node: Node,
  parameter: Parameter,
  value: Value,
  into: Exclude<Value, null>[],
) {
  run.spend(node.offset, 1);
  if (value === null) return;
  if (Array.isArray(value)) value.forEach((item) => spreadInto(run, info, node, parameter, item, into));
  else if (!parameter.kinds.includes(kindOf(value))) wrongArgument(info, node, parameter, value);
  else {
    allowList(node.offset, into.length + 1);
    into.push(value);
  }
}

function wrongArgument(info: FunctionInfo, node: Node, parameter: Parameter, value: Exclude<Value, null>) {
  const kinds = [kindOf(value)];
  fail(
    node.offset,
    'wrong_kind',
    `${info.name}: ${englishKinds(parameter.kinds)} is expected here, not ${englishKinds(kinds)}.`,
    `${info.name}：此处应为${chineseKinds(parameter.kinds)}，而不是${chineseKinds(kinds)}。`,
  );
}
