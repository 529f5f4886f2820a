import { Fragment, type ReactNode } from 'react';

/** A node of a rich text, in ProseMirror's shape. */
export interface RichNode {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: RichNode[];
}

/** Only addresses that a reader may follow without harm. */
export const safeHref = (href: unknown) =>
  typeof href === 'string' && /^(https?:|mailto:|tel:)/i.test(href.trim()) ? href.trim() : undefined;

const blocks: Record<string, 'p' | 'ul' | 'ol' | 'li' | 'blockquote' | 'pre'> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  codeBlock: 'pre',
};

/** Draws the known nodes as elements: never HTML from outside. */
export function drawn(node: RichNode): ReactNode {
  if (node.type === 'text') return (node.marks ?? []).reduce<ReactNode>(marked, node.text ?? '');
  if (node.type === 'hardBreak') return <br />;
  if (node.type === 'horizontalRule') return <hr />;
  const inner = node.content?.map((each, index) => <Fragment key={index}>{drawn(each)}</Fragment>);
  const Block = blocks[node.type];
  if (Block) return <Block>{inner}</Block>;
  if (node.type === 'heading') return Number(node.attrs?.level) > 2 ? <h4>{inner}</h4> : <h3>{inner}</h3>;
  return inner;
}

function marked(
  inner: ReactNode,
  { type, attrs }: { type: string; attrs?: Record<string, unknown> },
): ReactNode {
  if (type === 'bold') return <strong>{inner}</strong>;
  if (type === 'italic') return <em>{inner}</em>;
  if (type === 'underline') return <u>{inner}</u>;
  if (type === 'strike') return <s>{inner}</s>;
  if (type === 'code') return <code>{inner}</code>;
  const href = type === 'link' ? safeHref(attrs?.href) : undefined;
  return href ? (
    <a href={href} target="_blank" rel="noreferrer">
      {inner}
    </a>
  ) : (
    inner
  );
}

/** The words alone, a space between blocks. */
export const richWords = (node: RichNode): string =>
  node.type === 'text'
    ? (node.text ?? '')
    : (node.content ?? []).map(richWords).join(node.content?.some((each) => each.type === 'text') ? '' : ' ');

export const isBlank = (node: RichNode) => richWords(node).trim() === '';
