import { CaretRightOutlined, CopyOutlined, PauseOutlined } from '@ant-design/icons';
import { json } from '@codemirror/lang-json';
import type { EditorView } from '@codemirror/view';
import { Button, Dropdown, Select } from 'antd';
import { graphql as language, updateSchema } from 'cm6-graphql';
import type { GraphQLSchema } from 'graphql';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { copyText } from '@/lib/copyText';
import { saveJson } from '@/lib/saveFile';
import { keyLabel, useHotkeys } from '@/lib/useHotkeys';
import { useIsPhone } from '@/lib/useMediaQuery';
import type { Operation } from '../api/saved';
import { curlOf } from '../examples/curl';
import styles from '../graphql.module.css';
import { SchemaPanel } from '../schema/SchemaPanel';
import { CodeEditor } from './CodeEditor';
import { format } from './format';
import { ResponseErrors } from './ResponseErrors';
import { declaredIn, operationAt, operationsOf, variablesOf } from './run';
import { useResponse } from './useResponse';
import { declare, variablesLanguage } from './variables';

interface Props {
  operation: Operation;
  onChange: (operation: Operation) => void;
  schema: GraphQLSchema | undefined;
  /** What is kept of it under a name. */
  savedAs: string | undefined;
  onSave: (isNew: boolean) => void;
  onSent: (operation: Operation) => void;
  maySave: boolean;
  /** Whether what is opened is sent at once. */
  runs: boolean;
}

/** Where an operation is written, sent, and answered. */
export function Workbench({ operation, onChange, schema, savedAs, onSave, onSent, maySave, runs }: Props) {
  const { t } = useTranslation('graphql');
  const isPhone = useIsPhone();
  const { answer, errors, told, tell, isRunning, isSending, send, stop } = useResponse();
  const [chosen, setChosen] = useState<string>();
  const [types, setTypes] = useState<string[]>([]);
  const [showsSchema, setShowsSchema] = useState(false);
  const editor = useRef<EditorView>(undefined);
  // The jump from the text into the schema; made once, as the editor is.
  const [extension] = useState(() =>
    language(schema, {
      onShowInDocs: (_field, ofType, parent) => {
        const name = (parent ?? ofType)?.replace(/[[\]!]/g, '');
        setTypes((before) => (name && before.at(-1) !== name ? [...before, name] : before));
        setShowsSchema(true);
      },
    }),
  );

  const [ofVariables] = useState(() =>
    variablesLanguage({
      unreadable: (reason) => t('variables.unreadable', { reason }),
      unknown: (name) => t('variables.unknown', { name }),
      missing: (name) => t('variables.missing', { name }),
      expected: (of) => t('variables.expected', { type: of }),
    }),
  );
  const variablesEditor = useRef<EditorView>(undefined);

  useEffect(() => {
    if (editor.current && schema) updateSchema(editor.current, schema);
  }, [schema]);

  const operations = operationsOf(operation.document);
  const names = operations.flatMap(({ name }) => (name ? [name] : []));
  const operationName = names.length > 1 ? (names.includes(chosen ?? '') ? chosen : names[0]) : undefined;
  const kind = (operations.find(({ name }) => name === operationName) ?? operations[0])?.kind;
  const variables = variablesOf(operation.variables);
  const tellVariables = (view: EditorView | undefined) => {
    if (view && schema) declare(view, declaredIn(operation.document, operationName, schema));
  };
  const declared = useEffectEvent(() => tellVariables(variablesEditor.current));
  useEffect(() => declared(), [operation.document, operationName, schema]);
  const asked = { document: operation.document, variables, operationName };

  const run = async () => {
    if (isSending()) return stop();
    if (operation.document.trim() === '') return tell(t('editor.nothingToRun'));
    if (!variables) return tell(t('editor.badVariables'));
    onSent(operation);
    await send(asked, kind === 'subscription');
  };

  const tidy = () => {
    try {
      onChange({
        document: format(operation.document),
        variables:
          variables && operation.variables.trim() ? JSON.stringify(variables, null, 2) : operation.variables,
      });
    } catch (error) {
      tell(String((error as Error).message));
    }
  };
  const copy = async (text: string) =>
    toast(t((await copyText(text)) ? 'copied' : 'notCopied'), { seconds: 5 });
  const linkTo = () => {
    const address = new URL('/graphql', window.location.origin);
    address.searchParams.set('query', operation.document);
    if (operation.variables.trim()) address.searchParams.set('variables', operation.variables);
    return address.toString();
  };

  const goTo = (line: number, column: number) => {
    const view = editor.current;
    if (!view) return;
    const at = view.state.doc.line(Math.min(line, view.state.doc.lines));
    view.dispatch({ selection: { anchor: Math.min(at.from + column - 1, at.to) }, scrollIntoView: true });
    view.focus();
  };
  const keepAnswer = () => saveJson(answer, `${operationName ?? operations[0]?.name ?? 'response'}.json`);
  const save = () => (maySave ? onSave(false) : undefined);
  const keys = { 'Mod-Enter': () => void run(), 'Shift-Alt-f': tidy, 'Mod-s': save };
  useHotkeys({ 'mod+Enter': () => void run(), 'mod+s': save });
  const begin = useEffectEvent(() => {
    if (runs) void run();
  });
  useEffect(() => {
    const soon = setTimeout(() => begin());
    return () => clearTimeout(soon);
  }, []);

  const more = [
    { key: 'tidy', label: t('editor.tidy'), onClick: tidy },
    ...(savedAs && maySave
      ? [{ key: 'saveAs', label: t('editor.saveAs'), onClick: () => onSave(true) }]
      : []),
    {
      key: 'curl',
      label: t('copyCurl'),
      onClick: () => void copy(curlOf(asked, window.location.origin, kind === 'subscription')),
    },
    { key: 'link', label: t('editor.copyLink'), onClick: () => void copy(linkTo()) },
    { key: 'keep', label: t('editor.keepAnswer'), disabled: answer === '', onClick: keepAnswer },
  ];

  return (
    <div className={styles.workbench}>
      <div className={styles.toolbar}>
        {isRunning ? (
          <Button icon={<PauseOutlined aria-hidden />} onClick={stop}>
            {t('editor.stop')}
          </Button>
        ) : (
          <Button
            type="primary"
            icon={<CaretRightOutlined aria-hidden />}
            title={keyLabel('mod+Enter')}
            onClick={() => void run()}
          >
            {t('editor.run')}
          </Button>
        )}
        {names.length > 1 ? (
          <Select
            aria-label={t('editor.operation')}
            value={operationName}
            options={names.map((name) => ({ value: name, label: name }))}
            onChange={setChosen}
            popupMatchSelectWidth={false}
          />
        ) : null}
        {maySave ? <Button onClick={() => onSave(false)}>{t('editor.save')}</Button> : null}
        <Dropdown menu={{ items: more, selectable: false }} trigger={['click']}>
          <Button>{t('editor.more')}</Button>
        </Dropdown>
        <span className={styles.savedAs}>{savedAs}</span>
        <Button
          type={showsSchema ? 'default' : 'text'}
          aria-expanded={showsSchema}
          disabled={!schema}
          onClick={() => setShowsSchema(!showsSchema)}
        >
          {t('schema.title')}
        </Button>
      </div>
      <div className={styles.panes} data-schema={showsSchema && !isPhone}>
        <section className={styles.document} aria-label={t('editor.document')}>
          <CodeEditor
            value={operation.document}
            onChange={(document) => onChange({ ...operation, document })}
            onCursor={(offset) => setChosen(operationAt(editor.current?.state.doc.toString() ?? '', offset))}
            keys={keys}
            label={t('editor.document')}
            placeholder={t('editor.placeholder')}
            extensions={extension}
            onReady={(view) => {
              editor.current = view;
              if (view && schema) updateSchema(view, schema);
            }}
          />
        </section>
        <section className={styles.variables} aria-label={t('editor.variables')}>
          <h2>{t('editor.variables')}</h2>
          <div className={styles.fill}>
            <CodeEditor
              value={operation.variables}
              onChange={(next) => onChange({ ...operation, variables: next })}
              keys={keys}
              label={t('editor.variables')}
              placeholder="{ }"
              extensions={ofVariables}
              onReady={(view) => {
                variablesEditor.current = view;
                tellVariables(view);
              }}
            />
          </div>
        </section>
        <section className={styles.answer} aria-label={t('editor.answer')}>
          <h2>
            {t('editor.answer')}
            <span role="status">{told}</span>
            {answer ? (
              <Button
                type="text"
                size="small"
                icon={<CopyOutlined aria-hidden />}
                aria-label={t('editor.copyAnswer')}
                title={t('editor.copyAnswer')}
                onClick={() => void copy(answer)}
              />
            ) : null}
          </h2>
          {errors.length > 0 ? <ResponseErrors errors={errors} onPlace={goTo} /> : null}
          {answer ? (
            <div className={styles.fill}>
              <CodeEditor value={answer} label={t('editor.answer')} extensions={json()} />
            </div>
          ) : (
            <p className={styles.hint}>{t('editor.hint', { key: keyLabel('mod+Enter') })}</p>
          )}
        </section>
        {showsSchema && schema ? (
          <SchemaPanel
            schema={schema}
            types={types}
            onTypes={setTypes}
            onClose={() => setShowsSchema(false)}
          />
        ) : null}
      </div>
    </div>
  );
}
