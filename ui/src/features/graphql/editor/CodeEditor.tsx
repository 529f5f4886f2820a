import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, placeholder as placeholderOf } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { look } from './look';
import { typeOver } from './typeOver';

interface Props {
  value: string;
  onChange?: (value: string) => void;
  /** Keys of the page that work in the text, too. */
  keys?: Record<string, () => void>;
  /** Where the cursor is put. */
  onCursor?: (offset: number) => void;
  label: string;
  placeholder?: string;
  /** Only the first ones count. */
  extensions?: Extension;
  onReady?: (view: EditorView | undefined) => void;
}

/** What CodeMirror itself says. */
const phrasesOfEditor = [
  ...[
    'Find',
    'Replace',
    'next',
    'previous',
    'all',
    'match case',
    'by word',
    'regexp',
    'replace',
    'replace all',
  ],
  ...[
    'close',
    'current match',
    'on line',
    'replaced match on line $',
    'replaced $ matches',
    'Go to line',
    'go',
  ],
  ...['Folded lines', 'Unfolded lines', 'to', 'folded code', 'unfold', 'Fold line', 'Unfold line'],
  ...['Completions', 'Control character'],
] as const;

/** Text that is written by programmers, and what a server answers them. Tab leaves it, as it leaves any other input. */
export function CodeEditor(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const current = useRef(props);
  const { t } = useTranslation('graphql');
  const phrases = useRef(Object.fromEntries(phrasesOfEditor.map((each) => [each, t(`phrases.${each}`)])));
  useEffect(() => {
    current.current = props;
  });

  useEffect(() => {
    const { value, label, placeholder, extensions, onChange, keys } = current.current;
    const isReadOnly = onChange === undefined;
    const made = new EditorView({
      parent: host.current as HTMLDivElement,
      doc: value,
      extensions: [
        EditorView.contentAttributes.of({
          'aria-label': label,
          tabindex: '0',
          ...(isReadOnly ? { 'aria-readonly': 'true' } : {}),
        }),
        EditorView.lineWrapping,
        EditorState.phrases.of(phrases.current),
        search({ top: true }),
        highlightSelectionMatches(),
        foldGutter(),
        isReadOnly
          ? [EditorState.readOnly.of(true), EditorView.editable.of(false)]
          : [
              lineNumbers(),
              history(),
              indentOnInput(),
              closeBrackets(),
              autocompletion(),
              placeholder ? placeholderOf(placeholder) : [],
              typeOver,
              Prec.highest(
                keymap.of(
                  Object.keys(keys ?? {}).map((key) => ({
                    key,
                    run: (view) => {
                      closeCompletion(view);
                      current.current.keys?.[key]?.();
                      return true;
                    },
                    preventDefault: true,
                  })),
                ),
              ),
              keymap.of([...closeBracketsKeymap, ...historyKeymap, ...completionKeymap]),
              EditorView.updateListener.of((update) => {
                if (update.docChanged) current.current.onChange?.(update.state.doc.toString());
                if (update.docChanged || update.selectionSet)
                  current.current.onCursor?.(update.state.selection.main.head);
              }),
            ],
        bracketMatching(),
        keymap.of([...searchKeymap, ...foldKeymap, ...defaultKeymap]),
        extensions ?? [],
        look,
      ],
    });
    view.current = made;
    current.current.onReady?.(made);
    return () => {
      current.current.onReady?.(undefined);
      made.destroy();
      view.current = undefined;
    };
  }, []);

  useEffect(() => {
    const { current: shown } = view;
    if (!shown || shown.state.doc.toString() === props.value) return;
    shown.dispatch({ changes: { from: 0, to: shown.state.doc.length, insert: props.value } });
  }, [props.value]);

  return <div ref={host} style={{ height: '100%', minHeight: 0 }} />;
}
