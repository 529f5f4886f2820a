import { lazy, Suspense, useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Toasts } from '@/components/Toasts';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useTitle } from '@/lib/useTitle';
import { undo } from './actions/undo';
import type { SavedDraft } from './api/draft';
import styles from './designer.module.css';
import { DesignerContext, type DesignerScope } from './designerContext';
import { DesignerHeader, type Tool } from './DesignerHeader';
import { ErrorList } from './ErrorList';
import { readLocal } from './localCopy';
import { MergeDialog } from './merge/MergeDialog';
import { opened as open, reduce, step, type Designer } from './model/designer';
import { fieldOfPath } from './model/places';
import { toDraft } from './model/uids';
import { Workbench } from './Workbench';
import { useDesignerKeys } from './useDesignerKeys';
import { useDraftSync } from './useDraftSync';

const Preview = lazy(async () => ({ default: (await import('./preview/Preview')).Preview }));
const PublishDialog = lazy(async () => ({
  default: (await import('./publish/PublishDialog')).PublishDialog,
}));
const Versions = lazy(async () => ({ default: (await import('./publish/Versions')).Versions }));
const Rules = lazy(async () => ({ default: (await import('./rules/Rules')).Rules }));

/** What was not saved last time goes on where it stopped, if nobody saved in between. */
function start(form: string, saved: SavedDraft): Designer {
  const local = readLocal(form);
  const designer = open(saved.definition);
  return local?.rev === saved.rev
    ? { ...designer, draft: toDraft(local.draft), past: [designer.draft] }
    : designer;
}

/** The designer of one form: palette, canvas, properties. */
export function DesignerScreen({ form, opened }: { form: string; opened: SavedDraft }) {
  const { t } = useTranslation('designer');
  const { text } = useLanguage();
  const [designer, dispatch] = useReducer(reduce, undefined, () => start(form, opened));
  const [isPhone, setPhone] = useState(false);
  const [isLocal] = useState(designer.past.length > 0);
  const [tool, setTool] = useState<Tool>();
  const sync = useDraftSync(form, opened, designer, dispatch);
  const run = useCallback<DesignerScope['run']>(
    (action, ...args) => dispatch(step(action, args[0] as never) as never),
    [],
  );
  useTitle(t('title', { form: text(designer.draft.title, designer.draft.key) }));
  useDesignerKeys(designer, dispatch, tool === undefined);

  const scope = useMemo<DesignerScope>(
    () => ({
      designer,
      dispatch,
      run,
      isPhone,
      errorsOf: (uid) =>
        sync.errors
          .filter((each) => fieldOfPath(designer.draft, each.path)?.$id === uid)
          .map((each) => each.message),
    }),
    [designer, run, isPhone, sync.errors],
  );
  useEffect(() => {
    if (isLocal) toast(t('restoredHere'), { action: { label: t('dropHere'), act: () => run(undo) } });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- told once, when the designer opens
  }, []);
  const close = () => setTool(undefined);

  return (
    <DesignerContext value={scope}>
      <div className={styles.designer}>
        <DesignerHeader
          form={form}
          state={sync.state}
          isPhone={isPhone}
          onPhone={setPhone}
          onTool={setTool}
        />
        {sync.errors.length > 0 ? (
          <ErrorList errors={sync.errors} onOpenRules={() => setTool('rules')} />
        ) : null}
        <Workbench />
      </div>
      <Suspense fallback={null}>
        {tool === 'preview' ? <Preview isPhone={isPhone} onClose={close} /> : null}
        {tool === 'rules' ? <Rules errors={sync.errors} onClose={close} /> : null}
        {tool === 'versions' ? <Versions form={form} onClose={close} /> : null}
        {tool === 'publish' ? <PublishDialog form={form} sync={sync} onClose={close} /> : null}
      </Suspense>
      {sync.stale ? <MergeDialog stale={sync.stale} mine={designer.draft} onSettle={sync.settle} /> : null}
      <Toasts />
    </DesignerContext>
  );
}
