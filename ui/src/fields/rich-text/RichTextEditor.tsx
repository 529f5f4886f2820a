import {
  BoldOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { baseKeymap, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { EditorState, type Command } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../defineField';
import { isBlank, safeHref, type RichNode } from './nodes';
import styles from './richText.module.css';
import { documentOf, schema } from './schema';

const { nodes, marks } = schema;

const plugins = [
  history(),
  inputRules({
    rules: [
      wrappingInputRule(/^\s*[-*]\s$/, nodes.bulletList),
      wrappingInputRule(/^1[.、]\s$/, nodes.orderedList),
      wrappingInputRule(/^>\s$/, nodes.blockquote),
      textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, (match) => ({
        level: Math.max(match[1]?.length ?? 2, 2),
      })),
    ],
  }),
  keymap({
    'Mod-z': undo,
    'Shift-Mod-z': redo,
    'Mod-b': toggleMark(marks.bold),
    'Mod-i': toggleMark(marks.italic),
    Enter: splitListItem(nodes.listItem),
    'Mod-]': sinkListItem(nodes.listItem),
    'Mod-[': liftListItem(nodes.listItem),
  }),
  keymap(baseKeymap),
];

const isHeading = (state: EditorState) => state.selection.$from.parent.type === nodes.heading;

/** Rich text, loaded when first opened. */
export default function RichTextEditor({
  id,
  value,
  readOnly,
  label,
  describedBy,
  onChange,
}: InputProps<RichNode | null | undefined>) {
  const { t } = useTranslation('fields');
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const sent = useRef<unknown>(value);
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });

  useEffect(() => {
    const editor = new EditorView(place.current, {
      state: EditorState.create({ doc: documentOf(sent.current as RichNode), plugins }),
      editable: () => !readOnly,
      attributes: {
        ...(id ? { id } : {}),
        role: 'textbox',
        'aria-multiline': 'true',
        ...(label ? { 'aria-label': label } : {}),
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
      },
      dispatchTransaction(transaction) {
        editor.updateState(editor.state.apply(transaction));
        if (!transaction.docChanged) return;
        const json = editor.state.doc.toJSON() as RichNode;
        sent.current = isBlank(json) ? null : json;
        change.current(sent.current);
      },
    });
    view.current = editor;
    return () => editor.destroy();
  }, [id, label, describedBy, readOnly]);

  useEffect(() => {
    if (value === sent.current || !view.current) return;
    sent.current = value;
    view.current.updateState(EditorState.create({ doc: documentOf(value), plugins }));
  }, [value]);

  const run = (command: Command) => {
    const editor = view.current;
    if (!editor) return;
    command(editor.state, editor.dispatch, editor);
    editor.focus();
  };
  const link: Command = (state, dispatch) => {
    if (state.selection.empty) return false;
    const href = safeHref(window.prompt(t('rich.address'), 'https://'));
    return href ? toggleMark(marks.link, { href })(state, dispatch) : toggleMark(marks.link)(state, dispatch);
  };
  const tools = [
    { key: 'bold', icon: <BoldOutlined />, command: toggleMark(marks.bold) },
    { key: 'italic', icon: <ItalicOutlined />, command: toggleMark(marks.italic) },
    {
      key: 'heading',
      icon: <b aria-hidden>H</b>,
      command: ((state, dispatch) =>
        setBlockType(isHeading(state) ? nodes.paragraph : nodes.heading)(state, dispatch)) as Command,
    },
    { key: 'bullets', icon: <UnorderedListOutlined />, command: wrapInList(nodes.bulletList) },
    { key: 'numbers', icon: <OrderedListOutlined />, command: wrapInList(nodes.orderedList) },
    { key: 'quote', icon: <b aria-hidden>”</b>, command: wrapIn(nodes.blockquote) },
    { key: 'link', icon: <LinkOutlined />, command: link },
  ];

  return (
    <div className={styles.editor}>
      {readOnly ? null : (
        <div className={styles.tools} role="toolbar" aria-label={t('rich.tools')}>
          {tools.map(({ key, icon, command }) => (
            <Tooltip key={key} title={t(`rich.${key}`)}>
              <Button
                type="text"
                size="small"
                icon={icon}
                aria-label={t(`rich.${key}`)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => run(command)}
              />
            </Tooltip>
          ))}
        </div>
      )}
      <div ref={place} className={`${styles.text} ${styles.content}`} />
    </div>
  );
}
