import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, placeholder as placeholderOf } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { look } from './look';

interface Props {
  value: string;
  onChange?: (value: string) => void;
  onRun?: () => void;
  label: string;
  placeholder?: string;
  /** Only the first ones count. */
  extensions?: Extension;
  onReady?: (view: EditorView | undefined) => void;
}

/** Text that is written by programmers, and what a server answers them. Tab leaves it, as it leaves any other input. */
export function CodeEditor(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const current = useRef(props);
  useEffect(() => {
    current.current = props;
  });

  useEffect(() => {
    const { value, label, placeholder, extensions, onChange } = current.current;
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
              Prec.highest(
                keymap.of([
                  { key: 'Mod-Enter', run: () => (current.current.onRun?.(), true), preventDefault: true },
                ]),
              ),
              keymap.of([...closeBracketsKeymap, ...historyKeymap, ...completionKeymap]),
              EditorView.updateListener.of((update) => {
                if (update.docChanged) current.current.onChange?.(update.state.doc.toString());
              }),
            ],
        bracketMatching(),
        keymap.of([...foldKeymap, ...defaultKeymap]),
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
