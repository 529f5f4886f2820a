import { fail } from './ExpressionError';
import { limits } from './limits';
import type { Token } from './scan';

interface Open {
  bracket: 'group' | 'call' | 'list' | 'template' | 'hole';
  offset: number;
  depthOutside: number;
  depthInside: number;
  /** Conditionals that still wait for their colon. */
  questions: number;
}

/**
 * Decides without recursion whether parts stand in a legal order and how deep they nest; precedence is the parser's work.
 */
export function checkGrammar(source: string, tokens: Token[]) {
  if (tokens.length === 0) fail(0, 'empty_expression', 'The expression is empty.', '表达式为空。');

  const outermost: Open = { bracket: 'group', offset: 0, depthOutside: 0, depthInside: 0, questions: 0 };
  const open: Open[] = [outermost];
  let depth = 0;
  let run = 0;
  let operandNext = true;

  tokens.forEach((token, i) => {
    if (operandNext) operand(token, i);
    else operator(token, i);
    if (depth + run > limits.depth) {
      fail(
        token.offset,
        'too_deep',
        `An expression may be nested at most ${limits.depth} levels deep; IFS and SWITCH say many cases flatly.`,
        `表达式最多嵌套 ${limits.depth} 层；多种情况可以用 IFS 或 SWITCH 平铺书写。`,
      );
    }
  });

  if (operandNext) unexpectedEnd();
  if (open.length > 1)
    fail(inside().offset, 'unclosed_bracket', 'The bracket is never closed.', '括号没有闭合。');
  if (inside().questions > 0) unexpectedEnd();

  function operand(token: Token, i: number) {
    if (token.kind !== 'sign') {
      run = 0;
      operandNext = false;
      return;
    }
    const before = tokens[i - 1];
    const justOpened = (sign: string) => before?.kind === 'sign' && before.content === sign;
    if (['!', '-', '+'].includes(token.content)) run++;
    else if (token.content === '(') enter('group', token);
    else if (token.content === '[') enter('list', token);
    else if (token.content === '`') enter('template', token);
    else if (
      (token.content === ']' && inside().bracket === 'list' && justOpened('[')) ||
      (token.content === ')' && inside().bracket === 'call' && justOpened('('))
    ) {
      leave();
      operandNext = false;
    } else if (token.content === '/') {
      fail(token.offset, 'not_allowed', 'Regular expressions are not allowed.', '不支持正则表达式。');
    } else unexpected(token);
  }

  function operator(token: Token, i: number) {
    if (token.kind !== 'sign') unexpected(token);
    const before = tokens[i - 1];
    const { bracket, questions } = inside();
    switch (token.content) {
      case '(':
        if (before?.kind !== 'name' || isPoint(tokens[i - 2])) {
          fail(
            token.offset,
            'not_allowed',
            'Only a function can be called, by its name.',
            '只能按名称调用函数。',
          );
        }
        enter('call', token);
        break;
      case '[':
        fail(
          token.offset,
          'not_allowed',
          'Members are written with a point: customer.level.',
          '成员请用点号书写，例如 customer.level。',
        );
        break;
      case '`':
        if (bracket !== 'template') {
          fail(
            token.offset,
            'not_allowed',
            'A template stands by itself; no function can be called with it.',
            '模板只能单独使用，不能作为函数的标签。',
          );
        }
        leave();
        return;
      case '${':
        enter('hole', token);
        break;
      case '}':
        if (bracket !== 'hole' || questions > 0) unexpected(token);
        leave();
        break;
      case ')':
        if (open.length === 1 || !['group', 'call'].includes(bracket) || questions > 0) unexpected(token);
        leave();
        return;
      case ']':
        if (bracket !== 'list' || questions > 0) unexpected(token);
        leave();
        return;
      case ',':
        if (!['call', 'list'].includes(bracket) || questions > 0) unexpected(token);
        depth = inside().depthInside;
        break;
      case '?':
        inside().questions++;
        depth++;
        break;
      case ':':
        if (questions === 0) unexpected(token);
        inside().questions--;
        break;
      case '.':
      case '?.': {
        if (before?.kind !== 'name')
          fail(token.offset, 'not_allowed', 'Only a field has members.', '只有字段才有成员。');
        const next = tokens[i + 1];
        if (!next) unexpectedEnd();
        if (token.content === '?.' && next.kind === 'sign' && ['(', '['].includes(next.content)) {
          fail(
            token.offset,
            'not_allowed',
            'After "?." stands the name of a field.',
            '“?.”之后只能是字段名。',
          );
        }
        if (next.kind !== 'name') unexpected(next);
        break;
      }
      case '!':
        unexpected(token);
    }
    operandNext = true;
  }

  function isPoint(token: Token | undefined) {
    return token?.kind === 'sign' && ['.', '?.'].includes(token.content);
  }

  function inside(): Open {
    return open.at(-1) ?? outermost;
  }

  function enter(bracket: Open['bracket'], token: Token) {
    const depthInside = depth + run + 1;
    open.push({ bracket, offset: token.offset, depthOutside: depth, depthInside, questions: 0 });
    depth = depthInside;
    run = 0;
  }

  function leave() {
    depth = open.pop()?.depthOutside ?? 0;
  }

  function unexpected(token: Token): never {
    const shown = token.content.length > 40 ? `${token.content.slice(0, 40)}…` : token.content;
    return fail(token.offset, 'unexpected_part', `"${shown}" cannot stand here.`, `此处不能使用“${shown}”。`);
  }

  function unexpectedEnd(): never {
    return fail(
      source.trimEnd().length,
      'unexpected_end',
      'The expression ends too early.',
      '表达式不完整。',
    );
  }
}
