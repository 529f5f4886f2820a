import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { useMe } from '@/api/me';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { toast } from '@/components/toasts';
import {
  createSaved,
  operationOf,
  putSaved,
  savedQuery,
  type Operation,
  type SavedOperation,
} from './api/saved';
import { schemaQuery } from './api/schema';
import { operationsOf, variablesOf } from './editor/run';
import { Workbench } from './editor/Workbench';
import { ExamplesView } from './examples/ExamplesView';
import styles from './graphql.module.css';
import { NameDialog } from './saved/NameDialog';
import { SavedView } from './saved/SavedView';
import { useOperation } from './useOperation';

const views = ['editor', 'examples', 'saved'] as const;
type View = (typeof views)[number];

/** GraphQL for programmers: an editor that knows the schema, examples for each form, and what one has kept. */
export function GraphQLPage() {
  const { t } = useTranslation('graphql');
  const { me } = useMe();
  const queries = useQueryClient();
  const schema = useQuery(schemaQuery);
  const [address, setAddress] = useSearchParams();
  const { written, write, sent, send } = useOperation(me?.id);
  const [runs, setRuns] = useState(false);
  const [naming, setNaming] = useState(false);
  // What somebody keeps is their own affair, also to who sees the application as they do.
  const maySave = me !== undefined && !me.viewedBy;
  const shown = views.filter((each) => maySave || each !== 'saved');
  const view = shown.find((each) => each === address.get('view')) ?? 'editor';

  const go = (to: View) => {
    setRuns(false);
    setAddress(to === 'editor' ? {} : { view: to });
  };
  const open = (operation: Operation, isSent = false, saved?: SavedOperation) => {
    write({ ...operation, saved: saved && { id: saved.id, name: saved.name } });
    go('editor');
    setRuns(isSent);
  };

  const wanted = (name: string) => {
    const variables = variablesOf(written.variables);
    return {
      name,
      document: written.document,
      variables: variables && Object.keys(variables).length > 0 ? variables : null,
    };
  };
  const done = async ({ id, name }: SavedOperation) => {
    write({ ...written, saved: { id, name } });
    await queries.invalidateQueries({ queryKey: savedQuery.queryKey });
    toast(t('saved.done', { name }), { seconds: 5 });
  };
  const replace = useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) => putSaved(id, wanted(name)),
    onSuccess: done,
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });
  const save = (isNew: boolean) => {
    if (written.document.trim() === '') return toast(t('editor.nothing'), { seconds: 5 });
    if (!variablesOf(written.variables)) return toast(t('editor.badVariables'), { tone: 'error' });
    if (written.saved && !isNew) replace.mutate(written.saved);
    else setNaming(true);
    return undefined;
  };

  return (
    <div className={styles.page} data-view={view}>
      <PageHeader
        title={t('title')}
        subtitle={
          <>
            {t('subtitle')}{' '}
            <Link className={styles.inText} to="/tokens">
              {t('tokens')}
            </Link>
          </>
        }
        actions={
          <Button
            href="/graphql/schema.graphql"
            download="schema.graphql"
            icon={<DownloadOutlined aria-hidden />}
          >
            {t('download')}
          </Button>
        }
      />
      <Tabs
        className={styles.tabs ?? ''}
        activeKey={view}
        items={shown.map((each) => ({ key: each, label: t(`view.${each}`) }))}
        onChange={(key) => go(key as View)}
      />
      <div className={styles.view}>
        {view === 'editor' ? (
          <Workbench
            operation={written}
            onChange={(next) => write({ ...next, saved: written.saved })}
            schema={schema.data}
            savedAs={written.saved?.name}
            onSave={save}
            onSent={send}
            runs={runs}
            maySave={maySave}
          />
        ) : null}
        {view === 'examples' ? (
          schema.data ? (
            <ExamplesView schema={schema.data} onOpen={open} />
          ) : schema.isError ? (
            <ErrorState error={schema.error} onRetry={() => void schema.refetch()} />
          ) : (
            <SkeletonRows label={t('loading')} />
          )
        ) : null}
        {view === 'saved' ? (
          <SavedView
            sent={sent}
            onOpen={(saved) => open(operationOf(saved), false, saved)}
            onSent={(operation) => open(operation)}
            onWrite={() => go('editor')}
            onGone={(id) => written.saved?.id === id && write({ ...written, saved: undefined })}
          />
        ) : null}
      </div>
      {naming ? (
        <NameDialog
          title={t('saved.saveTitle')}
          action={t('editor.save')}
          name={operationsOf(written.document)[0]?.name ?? ''}
          save={(name) => createSaved(wanted(name))}
          onDone={(saved) => void done(saved)}
          onClose={() => setNaming(false)}
        />
      ) : null}
    </div>
  );
}
