import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { may } from '@/api/rights';
import type { Form, FormDefinition } from '@/api/types';
import { systemFields } from '@/components/filters/systemFields';
import { ShareDialog } from '@/components/sharing/ShareDialog';
import { toast } from '@/components/toasts';
import { useUndo } from '@/components/useUndo';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useHotkeys } from '@/lib/useHotkeys';
import { useIsPhone } from '@/lib/useMediaQuery';
import { allMatching } from './api/allMatching';
import { SelectionBar } from './bulk/SelectionBar';
import { RecordCards } from './cards/RecordCards';
import { dataFields } from '@/lib/dataFields';
import { titleKeyOf } from './columns';
import { NoRecords } from './NoRecords';
import { RecordPanel } from './record/RecordPanel';
import { useOpenRecord } from './record/useOpenRecord';
import { RecordsHeader } from './RecordsHeader';
import styles from './RecordsScreen.module.css';
import { PrintedList } from './table/PrintedList';
import { RecordTable } from './table/RecordTable';
import { TotalsLine } from './table/TotalsLine';
import { Toolbar } from './toolbar/Toolbar';
import { useColumns } from './useColumns';
import { useCount } from './useCount';
import { useInlineEdit } from './useInlineEdit';
import { useRecords } from './useRecords';
import { useSelection } from './useSelection';
import { useViews } from './views/useViews';
import { shownNow, toggleSort, withoutGone } from './views/viewState';
import { ViewTabs } from './views/ViewTabs';

/** Views, filter and table (cards on a phone), with the open record beside them. */
export function RecordsScreen({ form, definition }: { form: Form; definition: FormDefinition }) {
  const { t } = useTranslation('records');
  const { t: inFilters } = useTranslation('filters');
  const { text } = useLanguage();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const { views, view, state, change, reset, show, changed } = useViews(form.key, definition);
  const fields = useMemo(
    () => [...dataFields(definition), ...systemFields(inFilters)],
    [definition, inFilters],
  );
  const columns = useColumns(definition, fields, state.columns);
  const [generation, setGeneration] = useState(0);
  const { cache, question, ...snapshot } = useRecords(
    form.key,
    state.filter,
    state.sort,
    state.search,
    generation,
  );
  // A view may ask for fields that a later version removed: it opens with the rest, and says so.
  useEffect(() => {
    const gone = snapshot.error instanceof ApiProblem && withoutGone(state, snapshot.error.errors);
    if (!gone) return;
    change(gone.change);
    toast(t('views.gone', { fields: gone.names.join(t('views.comma')) }), { tone: 'error', seconds: 20 });
  }, [snapshot.error, state, change, t]);
  const reload = useCallback(() => setGeneration((n) => n + 1), []);
  const selection = useSelection(cache);
  const { count, total } = useCount(form.key, state.filter, state.search);
  const undo = useUndo(reload);
  const commit = useInlineEdit(form.key, cache, undo);
  const [position, setPosition] = useState({ row: -1, column: 0 });
  const [editing, setEditing] = useState(false);
  const [totals, setTotals] = useState(false);
  const [sharing, setSharing] = useState(false);

  const title = text(definition.title, form.key);
  const { openId, open, step, close } = useOpenRecord(form.key, cache, (row) =>
    setPosition((at) => ({ ...at, row })),
  );

  useHotkeys({
    ...(may(form, 'create') ? { n: () => void navigate(`/forms/${form.key}/new`) } : {}),
    // With a record open the key is the record's own.
    ...(openId
      ? {}
      : {
          e: () => {
            const record = cache.at(position.row);
            if (record) open(record);
          },
        }),
    'mod+z': () => undo.undoLast(),
  });

  const empty = (
    <NoRecords
      form={form}
      isFiltered={state.filter !== null || state.search !== ''}
      onClear={() => change({ filter: null, search: '' })}
    />
  );

  return (
    <div className={styles.screen}>
      <section className={styles.list} aria-label={title}>
        <RecordsHeader
          form={form}
          title={title}
          onShare={
            may(form, 'share')
              ? () => (state.search ? toast(t('shareNoSearch'), { tone: 'error' }) : setSharing(true))
              : undefined
          }
        />
        {sharing ? (
          <ShareDialog
            what={{
              form: form.key,
              title: `${title} · ${text(view.title, view.key)}`,
              ...shownNow(definition, view, state),
              mayUpdate: may(form, 'update'),
              mayCreate: may(form, 'create'),
            }}
            onClose={() => setSharing(false)}
          />
        ) : null}
        <ViewTabs
          form={form.key}
          views={views}
          view={view}
          state={state}
          changed={changed}
          onShow={show}
          onReset={reset}
        />
        <Toolbar
          fields={fields}
          columns={columns}
          state={state}
          count={count}
          total={total}
          totals={totals}
          onTotals={() => setTotals(!totals)}
          onChange={change}
        />
        {isPhone ? (
          <RecordCards cache={cache} snapshot={snapshot} columns={columns} onOpen={open} empty={empty} />
        ) : (
          <RecordTable
            key={question}
            label={title}
            cache={cache}
            snapshot={snapshot}
            columns={columns}
            sort={state.sort}
            selection={selection}
            openId={openId}
            position={position}
            onMove={(next) => {
              setPosition(next);
              if (editing) setEditing(false);
            }}
            editing={editing}
            onEdit={setEditing}
            onSort={(key, add) => change({ sort: toggleSort(state.sort, key, add) })}
            onResize={(key, width) =>
              change({
                columns: columns.map((each) => ({
                  field: each.key,
                  width: each.key === key ? width : each.width,
                  ...(each.frozen ? { frozen: true } : {}),
                })),
              })
            }
            onOpen={open}
            onCommit={commit}
            empty={empty}
            footer={totals ? <TotalsLine form={form.key} filter={state.filter} columns={columns} /> : null}
          />
        )}
        <PrintedList cache={cache} columns={columns} count={count} />
        {selection.size > 0 ? (
          <SelectionBar
            form={form}
            definition={definition}
            selection={selection}
            undo={undo}
            count={count}
            onAll={async () => selection.add(await allMatching(form.key, state, [titleKeyOf(definition)]))}
            onDone={(gone) => {
              if (gone) cache.remove(gone);
              else reload();
              selection.clear();
            }}
          />
        ) : null}
      </section>
      {openId ? (
        <RecordPanel
          key={openId}
          form={form}
          definition={definition}
          id={openId}
          onClose={close}
          onStep={step}
          onChanged={(record) => (record ? cache.put(record) : reload())}
          undo={undo}
        />
      ) : null}
    </div>
  );
}
