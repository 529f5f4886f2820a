import { call, checkCount } from './call';
import { catalogue, functionNamed } from './catalogue';
import { parseNumber } from './exact';
import { fail } from './ExpressionError';
import { bodies } from './functions';
import { checkGrammar } from './grammar';
import { limits } from './limits';
import { nearest } from './nearest';
import * as nodes from './nodes';
import { scan, type Token } from './scan';
import type { Value } from './value';

/** A compiled expression. */
export interface Expression {
  source: string;
  /** The paths that it reads, with where they stand: ["customer", "level"]. */
  reads: { names: string[]; offset: number }[];
  /** Whether its value changes while no field does. */
  isVolatile: boolean;
  /** Throws an ExpressionError. */
  evaluate: (context: nodes.EvaluationContext) => Value;
}

/** Parses and checks; throws an ExpressionError. */
export function compile(source: string): Expression {
  const tokens = scan(source);
  checkGrammar(source, tokens);
  const reader = new Parser(tokens);
  const root = reader.expression();
  return {
    source,
    reads: reader.reads,
    isVolatile: reader.isVolatile,
    evaluate: (context) => nodes.calculate(root, new nodes.Run(context)),
  };
}

/** How tightly operators between two operands bind, as in JavaScript. */
const bindings = new Map<string, number>(
  Object.entries({
    ...{ '??': 3, '||': 3, '&&': 4, '==': 8, '!=': 8, '===': 8, '!==': 8, '<': 9, '<=': 9, '>': 9, '>=': 9 },
    ...{ '+': 11, '-': 11, '*': 12, '/': 12, '%': 12, '**': 13 },
  }),
);
const ofPower = 13;

/** Makes nodes of parts whose order has been found right: each operator takes what binds tighter than itself. */
class Parser {
  readonly reads: Expression['reads'] = [];
  isVolatile = false;
  private at = 0;
  /** The operator that made the last node, unless it stands in brackets. */
  private made: string | undefined;

  constructor(private readonly tokens: Token[]) {}

  expression(): nodes.Node {
    const test = this.operation(0);
    if (!this.skip('?')) return test;
    const then = this.expression();
    this.skip(':');
    const otherwise = this.expression();
    this.made = undefined;
    return nodes.conditional(test, then, otherwise);
  }

  /** An operand with all operators behind it that bind tighter than that. */
  private operation(binding: number): nodes.Node {
    let left = this.operand();
    for (;;) {
      const sign = this.tokens[this.at];
      const own = sign?.kind === 'sign' ? (bindings.get(sign.content) ?? 0) : 0;
      if (!sign || own <= binding) return left;
      this.at++;
      const before = this.made;
      const right = this.operation(sign.content === '**' ? own - 1 : own);
      if (isMixed(sign.content, before) || isMixed(sign.content, this.made)) {
        fail(
          sign.offset,
          'not_allowed',
          '"??" beside "&&" or "||" needs brackets.',
          '“??”与“&&”或“||”同时使用时需要加括号。',
        );
      }
      left = this.binary(sign.content, left, right);
      this.made = sign.content;
    }
  }

  private operand(): nodes.Node {
    const token = this.take();
    const { offset, content } = token;
    this.made = undefined;
    if (token.kind === 'number') {
      const number = parseNumber(content);
      return nodes.constant(
        offset,
        number ?? fail(offset, 'overflow', 'A number may have at most 28 digits.', '数字最多 28 位。'),
      );
    }
    if (token.kind === 'text') return nodes.constant(offset, content);
    if (token.kind === 'name') return this.named(token);
    if (content === '(') {
      const inside = this.expression();
      this.skip(')');
      this.made = undefined;
      return inside;
    }
    if (content === '[') return nodes.listOf(offset, this.items(']'));
    return content === '`' ? this.template(offset) : this.signed(token);
  }

  private signed({ offset, content }: Token) {
    const operand = this.operation(ofPower);
    const next = this.tokens[this.at];
    if (next?.kind === 'sign' && next.content === '**') {
      fail(
        next.offset,
        'not_allowed',
        'Write (-a) ** b or -(a ** b): "**" after a sign can be read both ways.',
        '请写作 (-a) ** b 或 -(a ** b)：符号后的“**”有两种读法。',
      );
    }
    return content === '!' ? nodes.not(offset, operand) : nodes.sign(offset, operand, content === '-');
  }

  private named({ offset, content }: Token) {
    if (content === 'true' || content === 'false' || content === 'null') {
      const next = this.tokens[this.at];
      if (next?.kind === 'sign' && ['.', '?.', '('].includes(next.content)) {
        fail(offset, 'not_allowed', 'This kind of syntax is not allowed here.', '此处不支持这种写法。');
      }
      return nodes.constant(offset, content === 'null' ? null : content === 'true');
    }
    if (this.skip('(')) {
      if (!functionNamed.has(content)) unknownFunction(content, offset);
      return this.call(content, offset, this.items(')'));
    }

    const names = [content];
    while (this.skip('.') || this.skip('?.')) names.push(this.take().content);
    if (names.length > limits.path) {
      fail(offset, 'too_many_hops', 'A field is at most two references away.', '最多跨两级引用取字段。');
    }
    this.reads.push({ names, offset });
    return nodes.fieldPath(offset, names);
  }

  private call(name: string, offset: number, args: nodes.Node[]) {
    const info = functionNamed.get(name);
    const body = bodies.get(name);
    if (!info || !body) return unknownFunction(name, offset);
    checkCount(info, offset, args.length);
    if (args.length < info.volatileBelow) this.isVolatile = true;
    return call(info, body, offset, args);
  }

  /** What stands between brackets, up to the one that closes them. */
  private items(end: string) {
    const items: nodes.Node[] = [];
    while (!this.skip(end)) {
      this.skip(',');
      items.push(this.expression());
    }
    this.made = undefined;
    return items;
  }

  /** A template is the CONCAT of its texts and of what stands in its holes. */
  private template(offset: number) {
    const parts: nodes.Node[] = [];
    do {
      const text = this.take();
      parts.push(nodes.constant(text.offset, text.content));
      if (this.skip('${')) parts.push(this.expression());
    } while (this.skip('}'));
    this.skip('`');
    this.made = undefined;
    return this.call('CONCAT', offset, parts);
  }

  private binary(operator: string, left: nodes.Node, right: nodes.Node) {
    switch (operator) {
      case '+':
        return nodes.plus(left, right);
      case '-':
        return nodes.minus(left, right);
      case '*':
        return nodes.times(left, right);
      case '/':
        return nodes.quotient(left, right);
      case '%':
        return nodes.rest(left, right);
      case '**':
        return this.call('POWER', left.offset, [left, right]);
      case '==':
      case '===':
        return nodes.equality(left, right, true);
      case '!=':
      case '!==':
        return nodes.equality(left, right, false);
      case '<':
        return nodes.order(left, right, (order) => order < 0);
      case '<=':
        return nodes.order(left, right, (order) => order <= 0);
      case '>':
        return nodes.order(left, right, (order) => order > 0);
      case '>=':
        return nodes.order(left, right, (order) => order >= 0);
      case '&&':
      case '||':
        return nodes.logic(left, right, operator === '&&');
      default:
        return this.call('COALESCE', left.offset, [left, right]);
    }
  }

  private take(): Token {
    return this.tokens[this.at++] ?? { kind: 'sign', offset: 0, content: '' };
  }

  private skip(sign: string) {
    const next = this.tokens[this.at];
    if (next?.kind !== 'sign' || next.content !== sign) return false;
    this.at++;
    return true;
  }
}

function isMixed(sign: string, beside: string | undefined) {
  return sign === '??'
    ? beside === '&&' || beside === '||'
    : (sign === '&&' || sign === '||') && beside === '??';
}

function unknownFunction(name: string, offset: number): never {
  const near = nearest(
    name,
    catalogue.map((each) => each.name),
  );
  return fail(
    offset,
    'unknown_function',
    `There is no function "${name}".${near ? ` Did you mean "${near}"?` : ''}`,
    `没有函数“${name}”。${near ? `是不是“${near}”?` : ''}`,
  );
}
