import { fail } from './ExpressionError';
import { limits } from './limits';

export interface Token {
  kind: 'number' | 'text' | 'name' | 'sign';
  offset: number;
  /** The source as written; of a text its content. */
  content: string;
}

const signs = [
  ...[
    '===',
    '!==',
    '**',
    '??',
    '?.',
    '==',
    '!=',
    '<=',
    '>=',
    '&&',
    '||',
    '(',
    ')',
    '[',
    ']',
    ',',
    '.',
    '?',
    ':',
  ],
  ...['+', '-', '*', '/', '%', '!', '<', '>'],
];

const foreign: [string, string, string][] = [
  ['++', '"++" is not allowed.', '不支持“++”。'],
  ['--', '"--" is not allowed; write a blank between two minus signs.', '不支持“--”；两个减号之间请加空格。'],
  ['=>', 'Functions cannot be defined.', '不能定义函数。'],
  ['//', 'Comments are not allowed.', '不支持注释。'],
  ['/*', 'Comments are not allowed.', '不支持注释。'],
  ['<<', 'Shifts are not allowed.', '不支持移位运算。'],
  ['>>', 'Shifts are not allowed.', '不支持移位运算。'],
  ['...', '"..." is not allowed; functions take lists as they are.', '不支持“...”；函数可直接接受列表。'],
];

const reserved = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends finally for function if import in ' +
    'instanceof new return super switch this throw try typeof var void while with let yield'
  ).split(' '),
);

/** Cuts a source into its parts and refuses what the language has not, before the parser sees any of it. */
export function scan(source: string): Token[] {
  if (source.length > limits.sourceLength) {
    fail(
      limits.sourceLength,
      'too_long',
      `An expression may have at most ${limits.sourceLength} characters; this one has ${source.length}.`,
      `表达式最多 ${limits.sourceLength} 个字符，当前有 ${source.length} 个。`,
    );
  }

  const tokens: Token[] = [];
  const checkCount = ({ offset }: Token) => {
    if (tokens.length > limits.parts) {
      fail(
        offset,
        'too_many_parts',
        `An expression may have at most ${limits.parts} parts; use a second formula field for a piece of it.`,
        `表达式最多 ${limits.parts} 个组成部分，请把其中一段放到另一个公式字段。`,
      );
    }
  };
  const templates: number[] = [];
  for (let at = 0; at < source.length;) {
    const c = source.charAt(at);
    if (' \t\n\r\u00a0\u3000'.includes(c)) {
      at++;
      continue;
    }
    if (c === '`' || (c === '}' && templates.length > 0)) {
      tokens.push({ kind: 'sign', offset: at, content: c });
      const start = c === '`' ? at : (templates.pop() ?? at);
      const [text, stop] = scanUpTo(source, start, at + 1, '`');
      const isHole = source.charAt(stop) === '$';
      if (isHole) templates.push(start);
      const sign: Token = { kind: 'sign', offset: stop, content: isHole ? '${' : '`' };
      tokens.push(text, sign);
      at = stop + sign.content.length;
      checkCount(sign);
      continue;
    }
    const [token, end] =
      isDigit(c) || (c === '.' && isDigit(source.charAt(at + 1)))
        ? scanNumber(source, at)
        : isLetter(c)
          ? scanName(source, at, tokens)
          : c === '"' || c === "'"
            ? scanText(source, at)
            : scanSign(source, at);
    tokens.push(token);
    at = end;
    checkCount(token);
  }
  return tokens;
}

function scanNumber(source: string, start: number): [Token, number] {
  const written = /^(\d*)(\.\d+)?(?:[eE][+-]?\d+)?/.exec(source.slice(start));
  const content = written?.[0] ?? '';
  const end = start + content.length;
  const next = source.charAt(end);
  const zeros = (written?.[1] ?? '').length > 1 && content.startsWith('0');
  if (zeros || isLetter(next) || next === '.') {
    fail(start, 'invalid_number', 'A number is written as 12, 0.5 or 1e3.', '数字应写作 12、0.5 或 1e3。');
  }
  return [{ kind: 'number', offset: start, content }, end];
}

function scanName(source: string, start: number, before: Token[]): [Token, number] {
  const content = /^[A-Za-z0-9_$]+/.exec(source.slice(start))?.[0] ?? '';
  const previous = before.at(-1);
  const isMember = previous?.kind === 'sign' && ['.', '?.'].includes(previous.content);
  if (!isMember && reserved.has(content)) {
    fail(
      start,
      'not_allowed',
      `"${content}" is a word of JavaScript that is not allowed here.`,
      `“${content}”是 JavaScript 保留字，不能在此使用。`,
    );
  }
  return [{ kind: 'name', offset: start, content }, start + content.length];
}

function scanText(source: string, start: number): [Token, number] {
  const [token, end] = scanUpTo(source, start, start + 1, source.charAt(start));
  return [{ ...token, offset: start }, end + 1];
}

/** A text up to its quote, or in a template up to the next hole. Only a template may have several lines. */
function scanUpTo(source: string, start: number, from: number, quote: string): [Token, number] {
  const isTemplate = quote === '`';
  let content = '';
  for (let at = from; at < source.length; at++) {
    const c = source.charAt(at);
    if (c === quote || (isTemplate && source.startsWith('${', at)))
      return [{ kind: 'text', offset: from, content }, at];
    if ('\n\r\u2028\u2029'.includes(c)) {
      if (!isTemplate) break;
      if (source.startsWith('\r\n', at)) at++;
      content += c === '\r' ? '\n' : c;
      continue;
    }
    if (c === '\\') {
      const next = source.charAt(at + 1);
      const escaped =
        isTemplate && (next === '`' || next === '$') ? { character: next, length: 2 } : escape(source, at);
      content += escaped.character;
      at += escaped.length - 1;
      continue;
    }
    if (c === '\0' || (isSurrogate(c) && !isPair(source, at))) {
      fail(at, 'unexpected_character', 'This character cannot stand in a text.', '文本中不能使用此字符。');
    }
    content += c;
    if (isSurrogate(c)) content += source.charAt(++at);
  }
  return fail(start, 'unclosed_text', `The text has no closing ${quote}.`, `文本缺少结尾的 ${quote}。`);
}

function escape(source: string, at: number) {
  const c = source.charAt(at + 1);
  if (c && '\\\'"'.includes(c)) return { character: c, length: 2 };
  if (c === 'n') return { character: '\n', length: 2 };
  if (c === 'r') return { character: '\r', length: 2 };
  if (c === 't') return { character: '\t', length: 2 };
  const code = c === 'u' ? source.slice(at + 2, at + 6) : '';
  if (/^[0-9a-fA-F]{4}$/.test(code)) {
    const character = String.fromCharCode(parseInt(code, 16));
    if (character !== '\0' && !isSurrogate(character)) return { character, length: 6 };
  }
  return fail(
    at,
    'invalid_escape',
    'In a text, "\\" is followed by \\, \', ", n, r, t or u and four hexadecimal digits.',
    '文本中“\\”之后只能是 \\、\'、"、n、r、t，或 u 加四位十六进制数。',
  );
}

function scanSign(source: string, start: number): [Token, number] {
  for (const [sign, en, zh] of foreign) {
    if (!source.startsWith(sign, start)) continue;
    fail(start, 'not_allowed', en, zh);
  }
  const content = signs.find(
    (sign) => source.startsWith(sign, start) && !(sign === '?.' && isDigit(source.charAt(start + 2))),
  );
  return content
    ? [{ kind: 'sign', offset: start, content }, start + content.length]
    : unexpected(source, start);
}

function unexpected(source: string, start: number): never {
  const c = source.charAt(start);
  if (c === '=')
    fail(start, 'not_allowed', 'Nothing can be assigned; "==" compares.', '不能赋值；比较请用“==”。');
  if ('&|^~'.includes(c)) {
    fail(start, 'not_allowed', `"${c}" is not allowed; use && and ||.`, `不支持“${c}”，请使用 && 和 ||。`);
  }
  if ('{};@#\\'.includes(c)) fail(start, 'not_allowed', `"${c}" is not allowed.`, `不支持“${c}”。`);

  const shown = isPair(source, start) ? source.slice(start, start + 2) : isSurrogate(c) || c < ' ' ? '?' : c;
  if (c >= '\uff01' && c <= '\uff5e') {
    const half = String.fromCharCode(c.charCodeAt(0) - 0xfee0);
    fail(
      start,
      'unexpected_character',
      `"${shown}" is a full-width sign; write "${half}".`,
      `“${shown}”是全角符号，请改用半角“${half}”。`,
    );
  }
  return fail(
    start,
    'unexpected_character',
    `"${shown}" cannot stand here; texts are written in quotes.`,
    `此处不能使用“${shown}”；文本请加引号。`,
  );
}

function isDigit(c: string) {
  return c >= '0' && c <= '9';
}

function isLetter(c: string) {
  return /^[A-Za-z_$]$/.test(c);
}

function isSurrogate(c: string) {
  return c >= '\ud800' && c <= '\udfff';
}

function isPair(source: string, at: number) {
  return (source.codePointAt(at) ?? 0) > 0xffff;
}
