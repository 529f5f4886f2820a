import { EllipsisOutlined, PhoneOutlined, ShareAltOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { may } from '@/api/rights';
import type { Form, FormDefinition, RecordItem } from '@/api/types';
import { openExplain } from '@/components/explain/explainStore';
import { useWhyRefused } from '@/components/explain/useWhyRefused';
import { ShareDialog } from '@/components/sharing/ShareDialog';
import { toast } from '@/components/toasts';
import type { useUndo } from '@/components/useUndo';
import { deleteRecord } from '../api/deleteRecord';
import { copyText } from '@/lib/copyText';
import { dataFields } from '@/lib/dataFields';
import { callHref } from './callHref';
import styles from './record.module.css';

interface Props {
  form: Form;
  definition: FormDefinition;
  record: RecordItem;
  undo: ReturnType<typeof useUndo>;
  onEdit: () => void;
  onGone: () => void;
}

export function RecordActions({ form, definition, record, undo, onEdit, onGone }: Props) {
  const { t } = useTranslation('records');
  const whyRefused = useWhyRefused();
  const phone = dataFields(definition).find((field) => field.type === 'phone' && record.data[field.key]);
  const href = phone && callHref(record.data[phone.key]);

  const remove = useMutation({
    mutationFn: () => deleteRecord(form.key, record.id, record.rev),
    onSuccess: (answer) => {
      undo.say(t('record.deleted', { title: record.title }), answer?.changeSet);
      onGone();
    },
    onError: (error) =>
      toast(error instanceof ApiProblem ? error.sentence : t('edit.failed'), {
        tone: 'error',
        action: whyRefused(error, {
          form: form.key,
          record: record.id,
          recordTitle: record.title,
          action: 'delete',
        }),
      }),
  });

  const copyLink = async () => {
    const address = `${window.location.origin}/forms/${form.key}/records/${record.id}`;
    if (await copyText(address)) toast(t('record.linkCopied'), { seconds: 4 });
    else toast(t('record.linkNotCopied'), { tone: 'error' });
  };

  const [sharing, setSharing] = useState(false);
  if (record.deletedAt) return null;
  const items = [
    { key: 'link', label: t('record.copyLink'), onClick: () => void copyLink() },
    ...(may(form, 'print') ? [{ key: 'print', label: t('menu.print'), onClick: () => window.print() }] : []),
    {
      key: 'explain',
      label: t('record.explain'),
      onClick: () => openExplain({ form: form.key, record: record.id, recordTitle: record.title }),
    },
    ...(may(form, 'delete')
      ? [
          { type: 'divider' as const },
          { key: 'delete', danger: true, label: t('record.delete'), onClick: () => remove.mutate() },
        ]
      : []),
  ];

  return (
    <div className={styles.actions}>
      {href ? (
        <Button type="primary" icon={<PhoneOutlined aria-hidden />} href={href}>
          {t('record.call')}
        </Button>
      ) : null}
      {may(form, 'update') ? (
        <Button type={href ? 'default' : 'primary'} aria-keyshortcuts="e" onClick={onEdit}>
          {t('record.edit')}
        </Button>
      ) : null}
      {may(form, 'share') ? (
        <Button icon={<ShareAltOutlined aria-hidden />} onClick={() => setSharing(true)}>
          {t('record.share')}
        </Button>
      ) : null}
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="text" icon={<EllipsisOutlined aria-hidden />} aria-label={t('menu.open')} />
      </Dropdown>
      {sharing ? (
        <ShareDialog
          what={{
            form: form.key,
            title: record.title || t('untitled'),
            record: record.id,
            mayUpdate: may(form, 'update'),
            mayCreate: false,
          }}
          onClose={() => setSharing(false)}
        />
      ) : null}
    </div>
  );
}
