import { expect, it } from 'vitest';
import { format } from './format';

it('lays a document out and keeps its comments where they stood', () => {
  const written = `# all of them
query{ contacts(first:5, # not more
  search:"Li"){ nodes{ name
  # by which they are called
  phone } # end of the page
  # nothing else
  } }
# the end`;
  expect(format(written)).toBe(`# all of them
{
  contacts(first: 5, search: "Li") { # not more
    nodes {
      name
      # by which they are called
      phone
    } # end of the page
    # nothing else
  }
}

# the end`);
  expect(format(format(written))).toBe(format(written));
});

it('lays out what has no comments, and says where it cannot be read', () => {
  expect(format('query A{a,b}')).toBe('query A {\n  a\n  b\n}');
  expect(format('query A { a(b: """x\n  # no comment\n""") } # yes')).toContain('# no comment');
  expect(() => format('query A {')).toThrow(/Syntax Error/);
});
