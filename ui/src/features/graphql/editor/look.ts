import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const mono = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace';

/** The look of the product, which the variables of the page carry into light and dark. */
export const look = [
  EditorView.theme({
    '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--paper)', fontSize: '13px' },
    '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
    '.cm-scroller': { fontFamily: mono, lineHeight: '20px' },
    '.cm-content': { caretColor: 'var(--accent)', padding: '8px 0' },
    // Lines are wrapped, so that nothing passes below them; the outline of what has the focus shows through.
    '.cm-gutters': { color: 'var(--ink-3)', backgroundColor: 'transparent', border: 'none' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
    '&.cm-focused .cm-activeLineGutter': { color: 'var(--ink)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
      backgroundColor: 'var(--accent-line)',
    },
    '&.cm-focused .cm-matchingBracket': {
      backgroundColor: 'var(--accent-wash)',
      outline: '1px solid var(--accent-line)',
    },
    '.cm-cursor': { borderLeftColor: 'var(--accent)' },
    '.cm-tooltip': {
      color: 'var(--ink)',
      backgroundColor: 'var(--paper)',
      border: '1px solid var(--line)',
      borderRadius: '6px',
      boxShadow: '0 6px 24px rgb(16 19 24 / 12%)',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: mono, maxHeight: '240px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px', lineHeight: '20px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      color: 'var(--ink)',
      backgroundColor: 'var(--accent-wash)',
    },
    '.cm-completionDetail': { color: 'var(--ink-3)', fontStyle: 'normal', marginLeft: '12px' },
    '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent)', fontWeight: '600' },
    '.cm-completionInfo': {
      padding: '8px 12px',
      maxWidth: '360px',
      whiteSpace: 'pre-wrap',
      fontFamily: 'var(--font)',
    },
    '.cm-diagnostic': { padding: '4px 8px', fontFamily: 'var(--font)', whiteSpace: 'pre-wrap' },
    '.cm-diagnostic-error': { borderLeft: '3px solid var(--lost)' },
    '.cm-diagnostic-warning': { borderLeft: '3px solid var(--ageing)' },
    '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--lost)' },
    '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--ageing)' },
    '.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--wash)' },
    '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
    '.cm-panel.cm-search': { fontFamily: 'var(--font)', padding: '6px 28px 6px 8px' },
    '.cm-panel.cm-search label': { fontSize: '12px' },
    '.cm-textfield': {
      fontSize: '13px',
      padding: '2px 8px',
      color: 'var(--ink)',
      backgroundColor: 'var(--paper)',
      border: '1px solid var(--edge)',
      borderRadius: '6px',
    },
    '.cm-button': {
      fontSize: '12px',
      padding: '2px 8px',
      color: 'var(--ink)',
      backgroundColor: 'var(--paper)',
      backgroundImage: 'none',
      border: '1px solid var(--edge)',
      borderRadius: '6px',
    },
    '.cm-searchMatch': { backgroundColor: 'var(--ageing-wash)', outline: '1px solid var(--ageing)' },
    '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-line)' },
    '.cm-selectionMatch': { backgroundColor: 'var(--accent-wash)' },
    '.cm-placeholder': { color: 'var(--ink-3)' },
    // That nothing is written yet is no mistake.
    '.cm-line:has(.cm-placeholder) .cm-lintPoint': { display: 'none' },
    '.cm-foldPlaceholder': { color: 'var(--ink-2)', backgroundColor: 'var(--line-2)', border: 'none' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.keyword, tags.definitionKeyword], color: 'var(--accent)', fontWeight: '600' },
      { tag: [tags.propertyName, tags.attributeName], color: 'var(--ink)' },
      { tag: [tags.atom, tags.modifier], color: 'var(--accent-deep)' },
      { tag: [tags.variableName, tags.special(tags.name)], color: 'var(--ageing)' },
      { tag: tags.string, color: 'var(--good)' },
      { tag: [tags.integer, tags.float, tags.number, tags.bool, tags.null], color: 'var(--ageing)' },
      { tag: tags.lineComment, color: 'var(--ink-3)' },
      {
        tag: [tags.punctuation, tags.brace, tags.paren, tags.separator, tags.squareBracket],
        color: 'var(--ink-2)',
      },
    ]),
  ),
];
