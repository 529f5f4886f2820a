import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { newKey } from '@/api/client';
import { useMe } from '@/api/me';
import type { ViewDefinition } from '@/api/types';
import { createView } from '../api/views';
import styles from './views.module.css';
import { withState, type ViewState } from './viewState';

interface Props {
  form: string;
  view: ViewDefinition;
  state: ViewState;
  onClose: () => void;
  onSaved: (key: string) => void;
}

/** Keeps filter, sort and columns under a name, for me or for everyone. */
export function SaveView({ form, view, state, onClose, onSaved }: Props) {
  const { t } = useTranslation('records');
  const { isAdministrator } = useMe();
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const [scope, setScope] = useState<'personal' | 'shared'>('personal');

  const save = useMutation({
    mutationFn: () => {
      const key = `v${newKey().replace(/\W/g, '').slice(0, 10)}`;
      const named = { 'zh-CN': title.trim(), en: title.trim() };
      return createView(form, { ...withState(view, state), key, title: named, scope });
    },
    onSuccess: async ({ key }) => {
      await queries.invalidateQueries({ queryKey: ['views', form] });
      onSaved(key);
    },
  });

  return (
    <Modal
      open
      title={t('views.saveTitle')}
      okText={t('views.save')}
      width={400}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: !title.trim() }}
      onCancel={onClose}
      onOk={() => save.mutate()}
    >
      <div className={styles.save}>
        <label htmlFor="view-title">{t('views.name')}</label>
        <Input
          id="view-title"
          autoFocus
          maxLength={80}
          value={title}
          placeholder={t('views.example')}
          onChange={(event) => setTitle(event.target.value)}
          onPressEnter={() => title.trim() && save.mutate()}
        />
        {isAdministrator ? (
          <Radio.Group
            value={scope}
            onChange={(event) => setScope(event.target.value as 'personal' | 'shared')}
            options={[
              { value: 'personal', label: t('views.personal') },
              { value: 'shared', label: t('views.shared') },
            ]}
          />
        ) : null}
        {save.error ? (
          <p role="alert" className={styles.problem}>
            {save.error instanceof ApiProblem ? save.error.sentence : t('views.failed')}
          </p>
        ) : null}
      </div>
    </Modal>
  );
}
