import {
  parseExpressionAt,
  type Expression as Tree,
  type PrivateIdentifier,
  type SpreadElement,
  type Super,
} from 'acorn';
import { call, checkCount } from './call';
import { catalogue, functionNamed } from './catalogue';
import { parseNumber } from './exact';
import { ExpressionError, fail } from './ExpressionError';
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

type Syntax = Tree | PrivateIdentifier | SpreadElement | Super;

/** Parses and checks; throws an ExpressionError. */
export function compile(source: string): Expression {
  const tokens = scan(source);
  checkGrammar(source, tokens);
  const reader = new TreeReader(new Map(tokens.map((token) => [token.offset, token])));
  const root = reader.read(parse(source));
  return {
    source,
    reads: reader.reads,
    isVolatile: reader.isVolatile,
    evaluate: (context) => nodes.calculate(root, new nodes.Run(context)),
  };
}

/** The tree; scanner and grammar let nothing through that acorn refuses, so its own errors are for the day when that is wrong. */
function parse(source: string) {
  try {
    return parseExpressionAt(`(${source}\n)`, 0, { ecmaVersion: 5 });
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    return fail(0, 'unexpected_part', 'The expression cannot be read.', '无法解析该表达式。');
  }
}

/** Makes nodes of the tree. Every kind of syntax that is not named here is refused. */
class TreeReader {
  readonly reads: Expression['reads'] = [];
  isVolatile = false;

  constructor(private readonly tokens: Map<number, Token>) {}

  read(node: Syntax): nodes.Node {
    switch (node.type) {
      case 'Literal':
        return this.literal(node);
      case 'Identifier':
      case 'MemberExpression':
        return this.path(node);
      case 'CallExpression':
        return this.call(node.callee, node.arguments, node);
      case 'UnaryExpression':
        return this.unary(node.operator, offsetOf(node), this.read(node.argument), node);
      case 'LogicalExpression': {
        const left = this.read(node.left);
        const right = this.read(node.right);
        return node.operator === '??' ? refuse(node) : nodes.logic(left, right, node.operator === '&&');
      }
      case 'BinaryExpression': {
        const left = this.read(node.left);
        return this.binary(node.operator, left, this.read(node.right), node);
      }
      case 'ConditionalExpression': {
        const test = this.read(node.test);
        const then = this.read(node.consequent);
        return nodes.conditional(test, then, this.read(node.alternate));
      }
      case 'ArrayExpression':
        return nodes.listOf(
          offsetOf(node),
          node.elements.map((element) => (element ? this.read(element) : refuse(node))),
        );
      default:
        return refuse(node);
    }
  }

  private literal(node: Syntax) {
    const offset = offsetOf(node);
    const token = this.tokens.get(offset);
    if (token?.kind === 'number') {
      const number = parseNumber(token.content);
      return nodes.constant(
        offset,
        number ?? fail(offset, 'overflow', 'A number may have at most 28 digits.', '数字最多 28 位。'),
      );
    }
    if (token?.kind === 'text') return nodes.constant(offset, token.content);
    if (token?.content === 'true') return nodes.constant(offset, true);
    if (token?.content === 'false') return nodes.constant(offset, false);
    return token?.content === 'null' ? nodes.constant(offset, null) : refuse(node);
  }

  private path(node: Syntax) {
    const names: string[] = [];
    let root = node;
    while (root.type === 'MemberExpression' && !root.computed && root.property.type === 'Identifier') {
      names.unshift(root.property.name);
      root = root.object;
    }
    if (root.type !== 'Identifier') refuse(root);
    names.unshift(root.name);
    const offset = offsetOf(root);
    if (names.length > limits.path) {
      fail(offset, 'too_many_hops', 'A field is at most two references away.', '最多跨两级引用取字段。');
    }
    this.reads.push({ names, offset });
    return nodes.fieldPath(offset, names);
  }

  private call(callee: Syntax, args: Syntax[], node: Syntax) {
    if (callee.type !== 'Identifier') refuse(node);
    const offset = offsetOf(callee);
    const info = functionNamed.get(callee.name);
    const body = bodies.get(callee.name);
    if (!info || !body) return unknownFunction(callee.name, offset);
    const read = args.map((argument) => this.read(argument));
    checkCount(info, offset, read.length);
    if (read.length < info.volatileBelow) this.isVolatile = true;
    return call(info, body, offset, read);
  }

  private unary(operator: string, offset: number, operand: nodes.Node, node: Syntax) {
    if (operator === '!') return nodes.not(offset, operand);
    return operator === '-' || operator === '+'
      ? nodes.sign(offset, operand, operator === '-')
      : refuse(node);
  }

  private binary(operator: string, left: nodes.Node, right: nodes.Node, node: Syntax) {
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
      default:
        return refuse(node);
    }
  }
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

function refuse(node: Syntax): never {
  return fail(
    offsetOf(node),
    'not_allowed',
    'This kind of syntax is not allowed here.',
    '此处不支持这种写法。',
  );
}

/** Where a node's first part stands in the source; the bracket that was put before it is taken off. */
function offsetOf(node: Syntax): number {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return offsetOf(node.left);
    case 'ConditionalExpression':
      return offsetOf(node.test);
    case 'MemberExpression':
      return offsetOf(node.object);
    case 'CallExpression':
      return offsetOf(node.callee);
    default:
      return node.start - 1;
  }
}
