import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons';
import { json } from '@codemirror/lang-json';
import type { EditorView } from '@codemirror/view';
import { Button, Dropdown, Select } from 'antd';
import { graphql as language, updateSchema } from 'cm6-graphql';
import { parse, print, type GraphQLSchema } from 'graphql';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { toast } from '@/components/toasts';
import { copyText } from '@/lib/copyText';
import { keyLabel } from '@/lib/useHotkeys';
import { useIsPhone } from '@/lib/useMediaQuery';
import { ask, follow, type Response } from '../api/ask';
import type { Operation } from '../api/saved';
import { curlOf } from '../examples/curl';
import styles from '../graphql.module.css';
import { SchemaPanel } from '../schema/SchemaPanel';
import { CodeEditor } from './CodeEditor';
import { operationsOf, variablesOf } from './run';

interface Props {
  operation: Operation;
  onChange: (operation: Operation) => void;
  schema: GraphQLSchema | undefined;
  /** What is kept of it under a name. */
  savedAs: string | undefined;
  onSave: (isNew: boolean) => void;
  maySave: boolean;
}

/** How many responses of a subscription are shown, the latest first. */
const mostEvents = 50;

/** Where an operation is written, sent, and answered. */
export function Workbench({ operation, onChange, schema, savedAs, onSave, maySave }: Props) {
  const { t } = useTranslation('graphql');
  const isPhone = useIsPhone();
  const [answer, setAnswer] = useState('');
  const [told, setTold] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const [type, setType] = useState<string>();
  const [showsSchema, setShowsSchema] = useState(false);
  const running = useRef<AbortController>(undefined);
  const [isRunning, setRunning] = useState(false);
  const editor = useRef<EditorView>(undefined);
  // The jump from the text into the schema; made once, as the editor is.
  const [extension] = useState(() =>
    language(schema, {
      onShowInDocs: (_field, ofType, parent) => {
        setType((parent ?? ofType)?.replace(/[[\]!]/g, ''));
        setShowsSchema(true);
      },
    }),
  );

  useEffect(() => {
    if (editor.current && schema) updateSchema(editor.current, schema);
  }, [schema]);
  useEffect(() => () => running.current?.abort(), []);

  const operations = operationsOf(operation.document);
  const names = operations.flatMap(({ name }) => (name ? [name] : []));
  const operationName = names.length > 1 ? (names.includes(chosen ?? '') ? chosen : names[0]) : undefined;
  const kind = (operations.find(({ name }) => name === operationName) ?? operations[0])?.kind;
  const variables = variablesOf(operation.variables);
  const asked = { document: operation.document, variables, operationName };

  const stop = () => {
    running.current?.abort();
    running.current = undefined;
    setRunning(false);
  };

  const run = async () => {
    if (running.current) return;
    if (!variables) return setTold(t('editor.badVariables'));
    const controller = new AbortController();
    running.current = controller;
    setRunning(true);
    setTold(undefined);
    const began = performance.now();
    const took = () => t('editor.took', { count: Math.round(performance.now() - began) });
    try {
      if (kind === 'subscription') {
        const events: Response[] = [];
        setAnswer('');
        setTold(t('editor.waiting'));
        await follow(
          asked,
          (response) => {
            events.unshift(response);
            events.length = Math.min(events.length, mostEvents);
            setAnswer(events.map((each) => JSON.stringify(each, null, 2)).join('\n\n'));
          },
          controller.signal,
        );
        setTold(t('editor.ended'));
      } else {
        const response = await ask(asked, controller.signal);
        setAnswer(JSON.stringify(response, null, 2));
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
        document: print(parse(operation.document)),
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
            onRun={() => void run()}
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
              onRun={() => void run()}
              label={t('editor.variables')}
              placeholder="{ }"
              extensions={json()}
            />
          </div>
        </section>
        <section className={styles.answer} aria-label={t('editor.answer')}>
          <h2>
            {t('editor.answer')}
            <span role="status">{told}</span>
          </h2>
          <div className={styles.fill}>
            <CodeEditor value={answer} label={t('editor.answer')} extensions={json()} />
          </div>
        </section>
        {showsSchema && schema ? (
          <SchemaPanel schema={schema} type={type} onType={setType} onClose={() => setShowsSchema(false)} />
        ) : null}
      </div>
    </div>
  );
}
