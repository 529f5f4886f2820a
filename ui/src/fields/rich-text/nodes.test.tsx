import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { drawn, richWords, safeHref } from './nodes';

const document = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '交接' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: '先打' },
        { type: 'text', text: '值班', marks: [{ type: 'bold' }] },
        { type: 'text', text: '这里', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
      ],
    },
  ],
};

it('draws what it knows, and no link that runs code', () => {
  render(<div>{drawn(document)}</div>);

  expect(screen.getByRole('heading').textContent).toBe('交接');
  expect(screen.getByText('值班').tagName).toBe('STRONG');
  expect(screen.queryByRole('link')).toBeNull();
});

it('has words for lists and searches', () => {
  expect(richWords(document)).toBe('交接 先打值班这里');
});

it.each(['javascript:x', 'data:text/html,x', '//evil.example', ' JAVASCRIPT:x'])(
  '%s is no address',
  (href) => {
    expect(safeHref(href)).toBeUndefined();
  },
);
