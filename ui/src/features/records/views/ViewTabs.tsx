import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { DownOutlined, PlusOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import type { ViewDefinition } from '@/api/types';
import { viewTicket } from '@/api/viewTicket';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { createView, deleteView, replaceView } from '../api/views';
import { SaveView } from './SaveView';
import styles from './views.module.css';
import { withState, type ViewState } from './viewState';

interface Props {
  form: string;
  views: ViewDefinition[];
  view: ViewDefinition;
  state: ViewState;
  changed: boolean;
  onShow: (key: string) => void;
  onReset: () => void;
}

/** Views as tabs. One that was changed offers to keep the change. */
export function ViewTabs({ form, views, view, state, changed, onShow, onReset }: Props) {
  const { t } = useTranslation(['records', 'components']);
  const { text } = useLanguage();
  const queries = useQueryClient();
  const [saving, setSaving] = useState(false);
  const isSaved = view.scope !== undefined;

  const failed = (error: Error) =>
    toast(error instanceof ApiProblem ? error.sentence : t('views.failed'), { tone: 'error' });
  const keep = useMutation({
    mutationFn: () => replaceView(form, withState(view, state)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['views', form] });
      toast(t('views.kept'), { seconds: 4 });
    },
    onError: failed,
  });
  const bringBack = useMutation({
    mutationFn: (gone: ViewDefinition) => createView(form, gone),
    onSuccess: async (back) => {
      await queries.invalidateQueries({ queryKey: ['views', form] });
      onShow(back.key);
    },
    onError: failed,
  });
  const drop = useMutation({
    mutationFn: () => deleteView(form, view.key),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['views', form] });
      toast(t('views.deleted', { title: text(view.title, view.key) }), {
        action: { label: t('components:undo'), act: () => bringBack.mutate(view) },
      });
    },
    onError: failed,
  });

  // Nothing is kept while one sees the application as another person.
  const isLooking = viewTicket() !== null;
  const menu = {
    items: [
      ...(isSaved && changed
        ? [
            {
              key: 'keep',
              label: t('views.keep'),
              onClick: () => keep.mutate(undefined, { onSuccess: onReset }),
            },
          ]
        : []),
      { key: 'as', label: t('views.saveAs'), onClick: () => setSaving(true) },
      ...(changed ? [{ key: 'reset', label: t('views.reset'), onClick: onReset }] : []),
      ...(isSaved
        ? [
            {
              key: 'drop',
              danger: true,
              label: t('views.delete'),
              onClick: () => drop.mutate(undefined, { onSuccess: () => onShow('all') }),
            },
          ]
        : []),
    ],
  };

  return (
    <div className={styles.bar}>
      <nav className={styles.tabs} aria-label={t('views.title')}>
        {views.map((each) => (
          <button
            key={each.key}
            type="button"
            className={each.key === view.key ? `${styles.tab} ${styles.on}` : styles.tab}
            aria-current={each.key === view.key ? 'page' : undefined}
            onClick={() => onShow(each.key)}
          >
            {text(each.title, each.key)}
            {each.key === view.key && changed ? (
              <span className={styles.changed} title={t('views.changed')} />
            ) : null}
          </button>
        ))}
        {isLooking ? null : (
          <button
            type="button"
            className={styles.tab}
            aria-label={t('views.saveAs')}
            title={t('views.saveAs')}
            onClick={() => setSaving(true)}
          >
            <PlusOutlined aria-hidden />
          </button>
        )}
      </nav>
      {(changed || isSaved) && !isLooking ? (
        <Dropdown menu={menu} trigger={['click']} placement="bottomRight">
          <Button size="small" type="text">
            {changed ? t('views.unsaved') : t('views.menu')} <DownOutlined aria-hidden />
          </Button>
        </Dropdown>
      ) : null}
      {saving ? (
        <SaveView
          form={form}
          view={view}
          state={state}
          onClose={() => setSaving(false)}
          onSaved={(key) => {
            setSaving(false);
            onReset();
            onShow(key);
          }}
        />
      ) : null}
    </div>
  );
}
