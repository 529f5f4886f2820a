import { CaretRightOutlined, CopyOutlined, PauseOutlined } from '@ant-design/icons';
import { json } from '@codemirror/lang-json';
import type { EditorView } from '@codemirror/view';
import { Button, Dropdown, Select } from 'antd';
import { graphql as language, updateSchema } from 'cm6-graphql';
import type { GraphQLSchema } from 'graphql';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { toast } from '@/components/toasts';
import { copyText } from '@/lib/copyText';
import { keyLabel, useHotkeys } from '@/lib/useHotkeys';
import { useIsPhone } from '@/lib/useMediaQuery';
import { ask, follow, type Response, type ResponseError } from '../api/ask';
import type { Operation } from '../api/saved';
import { curlOf } from '../examples/curl';
import styles from '../graphql.module.css';
import { SchemaPanel } from '../schema/SchemaPanel';
import { CodeEditor } from './CodeEditor';
import { format } from './format';
import { ResponseErrors } from './ResponseErrors';
import { declaredIn, operationAt, operationsOf, variablesOf } from './run';
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

/** How many responses of a subscription are shown, the latest first. */
const mostEvents = 50;

/** Where an operation is written, sent, and answered. */
export function Workbench({ operation, onChange, schema, savedAs, onSave, onSent, maySave, runs }: Props) {
  const { t } = useTranslation('graphql');
  const isPhone = useIsPhone();
  const [answer, setAnswer] = useState('');
  const [errors, setErrors] = useState<ResponseError[]>([]);
  const [told, setTold] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const [types, setTypes] = useState<string[]>([]);
  const [showsSchema, setShowsSchema] = useState(false);
  const running = useRef<AbortController>(undefined);
  const [isRunning, setRunning] = useState(false);
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
  useEffect(() => () => running.current?.abort(), []);

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

  const stop = () => {
    running.current?.abort();
    running.current = undefined;
    setRunning(false);
  };

  const run = async () => {
    if (running.current) return stop();
    if (operation.document.trim() === '') return setTold(t('editor.nothingToRun'));
    if (!variables) return setTold(t('editor.badVariables'));
    onSent(operation);
    const controller = new AbortController();
    running.current = controller;
    setRunning(true);
    setTold(undefined);
    setErrors([]);
    const began = performance.now();
    const took = () => t('editor.took', { count: Math.round(performance.now() - began) });
    try {
      if (kind === 'subscription') {
        const events: Response[] = [];
        let count = 0;
        setAnswer('');
        setTold(t('editor.waiting'));
        await follow(
          asked,
          (response) => {
            events.unshift(response);
            events.length = Math.min(events.length, mostEvents);
            setErrors(response.errors ?? []);
            setTold(t('editor.events', { count: ++count }));
            setAnswer(events.map((each) => JSON.stringify(each, null, 2)).join('\n\n'));
          },
          controller.signal,
        );
        setTold(t('editor.ended'));
      } else {
        const response = await ask(asked, controller.signal);
        setAnswer(JSON.stringify(response, null, 2));
        setErrors(response.errors ?? []);
        setTold(took());
      }
    } catch (error) {
      if (!controller.signal.aborted) setTold(error instanceof ApiProblem ? error.sentence : t('failed'));
    }
    if (running.current === controller) stop();
  };

  const tidy = () => {
    try {
      onChange({
        document: format(operation.document),
        variables:
          variables && operation.variables.trim() ? JSON.stringify(variables, null, 2) : operation.variables,
      });
    } catch (error) {
      setTold(String((error as Error).message));
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
  const keepAnswer = () => {
    const address = URL.createObjectURL(new Blob([answer], { type: 'application/json' }));
    const link = document.createElement('a');
    Object.assign(link, {
      href: address,
      download: `${operationName ?? operations[0]?.name ?? 'response'}.json`,
    });
    link.click();
    URL.revokeObjectURL(address);
  };
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
