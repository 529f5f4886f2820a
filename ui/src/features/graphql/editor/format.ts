import { Lexer, parse, print, Source, TokenKind, type Token } from 'graphql';

/** The document as it is usually laid out, with its comments where they stood. Throws where it cannot be read. */
export function format(document: string): string {
  const printed = print(parse(document));
  const written = read(document);
  if (!written.some(isComment)) return printed;
  const laidOut = read(printed);
  const places = matched(
    written.filter((each) => !isComment(each)),
    laidOut,
  );
  // What is printed with other tokens has no place for comments: better as it is than without them.
  if (!places) return document;

  const lines = printed.split('\n').map((text) => ({ above: [] as string[], text, behind: '' }));
  const lineOf = (token: Token | undefined) =>
    (token && token.kind !== TokenKind.EOF ? lines[token.line - 1] : undefined) ?? lines.at(-1);
  const below: string[] = [];
  written.forEach((token, index) => {
    if (!isComment(token)) return;
    const before = written.slice(0, index).findLast((each) => !isComment(each));
    const after = written.slice(index).find((each) => !isComment(each));
    const line = before && written[index - 1]?.line === token.line ? lineOf(places.get(before)) : undefined;
    if (line) line.behind += ` #${token.value}`;
    else if (after === undefined || after.kind === TokenKind.EOF) below.push(`#${token.value}`);
    else {
      const target = lineOf(places.get(after));
      const inner = after.kind === TokenKind.BRACE_R ? '  ' : '';
      target?.above.push(`${/^ */.exec(target.text)?.[0] ?? ''}${inner}#${token.value}`);
    }
  });
  return [
    ...lines.flatMap(({ above, text, behind }) => [...above, text + behind]),
    ...(below.length > 0 ? ['', ...below] : []),
  ].join('\n');
}

const isComment = (token: Token) => token.kind === TokenKind.COMMENT;

/** All tokens, comments among them. */
function read(text: string): Token[] {
  const lexer = new Lexer(new Source(text));
  const tokens: Token[] = [];
  while (lexer.advance().kind !== TokenKind.EOF);
  for (let at: Token | null = lexer.token; at && at.kind !== TokenKind.SOF; at = at.prev) tokens.unshift(at);
  return tokens;
}

/** Which printed token each written one has become; a lone "query" is left out where it says nothing. */
function matched(written: Token[], printed: Token[]): Map<Token, Token> | undefined {
  const places = new Map<Token, Token>();
  let next = 0;
  for (const token of written) {
    const there = printed[next];
    if (!there) return undefined;
    places.set(token, there);
    if (there.kind === token.kind && there.value === token.value) next += 1;
    else if (token.value !== 'query') return undefined;
  }
  return places;
}
