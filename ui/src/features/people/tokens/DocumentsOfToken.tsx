import { FileProtectOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { Findings } from '@/components/contract/Findings';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import {
  documentsQuery,
  releaseToken,
  removeDocument,
  type Token,
  type TrustedDocument,
} from '../api/tokens';
import styles from '../people.module.css';
import { AddDocuments } from './AddDocuments';
import { useSize } from './useSize';

/** The trusted documents of a token: none, and it asks what it may; from the first on it runs these and does nothing else. */
export function DocumentsOfToken({ token }: { token: Token }) {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const size = useSize();
  const documents = useQuery(documentsQuery(token.id));
  const [isAdding, setAdding] = useState(false);
  const again = () =>
    Promise.all(
      [documentsQuery(token.id).queryKey, ['tokens']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const onError = (error: unknown) =>
    toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' });
  const remove = useMutation({
    mutationFn: (id: string) => removeDocument(token.id, id),
    onSuccess: async (_, id) => {
      await again();
      toast(t('tokens.documentRemoved', { id }), { seconds: 5 });
    },
    onError,
  });
  const release = useMutation({
    mutationFn: () => releaseToken(token.id),
    onSuccess: async () => {
      await again();
      toast(t('tokens.released'), { seconds: 5 });
    },
    onError,
  });

  if (documents.isPending) return <SkeletonRows rows={3} label={t('loading')} />;
  if (documents.isError)
    return <ErrorState error={documents.error} onRetry={() => void documents.refetch()} />;
  const { trustedOnly, items } = documents.data;
  const add = (
    <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
      {t('tokens.addDocuments')}
    </Button>
  );
  if (isAdding) {
    return (
      <AddDocuments
        token={token}
        isHeld={trustedOnly}
        onAdded={() => void again()}
        onClose={() => setAdding(false)}
      />
    );
  }
  if (!trustedOnly) {
    return (
      <EmptyState
        icon={<FileProtectOutlined aria-hidden />}
        title={t('tokens.documentsNone')}
        hint={t('tokens.documentsNoneHint')}
        action={add}
        example={<code>{'{"documentId": "contacts:1"}'}</code>}
      />
    );
  }
  return (
    <>
      <p className={styles.note}>
        {items.length > 0
          ? t('tokens.documentsHeld', { count: items.length })
          : t('tokens.documentsHeldNone')}
      </p>
      <div className={styles.beyond}>
        <small>
          {t('tokens.documentsLimit', {
            count: items.length,
            size: size(items.reduce((sum, each) => sum + each.bytes, 0)),
          })}
        </small>
        <span className={styles.acts}>
          {add}
          <Popconfirm
            title={t('tokens.releaseTitle', { name: token.name })}
            description={t('tokens.releaseHint', { count: items.length })}
            okText={t('tokens.release')}
            okButtonProps={{ danger: true }}
            onConfirm={() => release.mutate()}
          >
            <Button danger loading={release.isPending}>
              {t('tokens.release')}
            </Button>
          </Popconfirm>
        </span>
      </div>
      <ul className={styles.operations}>
        {items.map((item) => (
          <DocumentItem
            key={item.id}
            item={item}
            size={size(item.bytes)}
            onRemove={() => remove.mutate(item.id)}
          />
        ))}
      </ul>
    </>
  );
}

interface ItemProps {
  item: TrustedDocument;
  size: string;
  onRemove: () => void;
}

function DocumentItem({ item, size, onRemove }: ItemProps) {
  const { t } = useTranslation(['people', 'contract']);
  return (
    <li>
      <div className={styles.documentHead}>
        <b>{item.id}</b>
        {item.errors.length > 0 ? (
          <Tag tone="lost">{t('tokens.refusedNow')}</Tag>
        ) : item.deprecated.length > 0 ? (
          <Tag tone="ageing">{t('contract:outdated')}</Tag>
        ) : null}
        <Popconfirm
          title={t('tokens.removeDocumentTitle', { id: item.id })}
          description={t('tokens.removeDocumentHint')}
          okText={t('tokens.removeDocument')}
          okButtonProps={{ danger: true }}
          onConfirm={onRemove}
        >
          <Button
            type="text"
            size="small"
            danger
            aria-label={t('tokens.removeDocumentNamed', { id: item.id })}
          >
            {t('tokens.removeDocument')}
          </Button>
        </Popconfirm>
      </div>
      <small>
        {item.operations.join(t('comma'))} · {size} · {t('tokens.addedAt')} <RelativeTime at={item.addedAt} />
        <br />
        {t('tokens.sha')} <code>{item.sha256}</code>
      </small>
      <Findings {...item} />
      <details>
        <summary>{t('tokens.document')}</summary>
        <pre lang="en">{item.text}</pre>
      </details>
    </li>
  );
}
