import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useForm } from '@/api/forms';
import { queryRecords } from '@/api/queryRecords';
import type { FormDefinition, RecordItem, ViewDefinition } from '@/api/types';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import { fieldType } from '@/fields';
import { dataFields } from '@/lib/dataFields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useSettled } from '@/lib/useSettled';
import { LinkFrame } from './LinkFrame';
import { LinkRecord } from './LinkRecord';
import styles from './link.module.css';

const pageSize = 50;
const mostColumns = 6;

/** The records of a shared view, page by page; each opens. */
export function LinkRecords({ form: key, view }: { form: string; view: ViewDefinition | undefined }) {
  const { t } = useTranslation('link');
  const { text } = useLanguage();
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim(), 300);
  const form = useForm(key);
  const records = useInfiniteQuery({
    queryKey: ['records', key, 'link', search, view?.sort],
    queryFn: ({ pageParam, signal }) =>
      queryRecords(key, { sort: view?.sort, search, first: pageSize, after: pageParam, count: true }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
  });
  const open = params.get('record');
  if (open) return <LinkRecord form={key} id={open} onBack={() => setParams({})} />;

  const definition = form.data?.definition;
  const found = records.data?.pages.flatMap((page) => page.items) ?? [];
  const error = form.error ?? records.error;
  const title = view?.title ? text(view.title) : text(definition?.title, t('title'));
  return (
    <LinkFrame
      title={title}
      description={t('count', { count: records.data?.pages[0]?.totalCount ?? 0 })}
      wide
    >
      <Input.Search
        className={styles.search ?? ''}
        value={typed}
        allowClear
        placeholder={t('search')}
        aria-label={t('search')}
        onChange={(event) => setTyped(event.target.value)}
      />
      {error ? (
        <ErrorState error={error} onRetry={() => void Promise.all([form.refetch(), records.refetch()])} />
      ) : !definition || records.isPending ? (
        <SkeletonRows label={t('loading')} />
      ) : found.length === 0 ? (
        <EmptyState title={t(search ? 'nothingFound' : 'empty')} />
      ) : (
        <Table
          definition={definition}
          view={view}
          records={found}
          onOpen={({ id }) => setParams({ record: id })}
        />
      )}
      {records.hasNextPage ? (
        <Button block loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </LinkFrame>
  );
}

interface TableProps {
  definition: FormDefinition;
  view: ViewDefinition | undefined;
  records: RecordItem[];
  onOpen: (record: RecordItem) => void;
}

/** A table on a wide screen; on a phone each row is a card. */
function Table({ definition, view, records, onOpen }: TableProps) {
  const { t } = useTranslation('link');
  const { text, language } = useLanguage();
  const columns = useMemo(() => {
    const fields = dataFields(definition);
    const chosen = view?.columns?.length
      ? view.columns.flatMap(({ field }) => fields.find(({ key }) => key === field) ?? [])
      : fields;
    return chosen.filter(({ key }) => key !== definition.titleField).slice(0, mostColumns);
  }, [definition, view]);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('record')}</th>
          {columns.map((field) => (
            <th key={field.key} scope="col">
              {text(field.label, field.key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={record.id}>
            <th scope="row">
              <button type="button" onClick={() => onOpen(record)}>
                {record.title || t('untitled')}
              </button>
            </th>
            {columns.map((field) => {
              const { Cell, text: inWords } = fieldType(field.type);
              const value = record.data[field.key];
              return (
                <td
                  key={field.key}
                  data-label={text(field.label, field.key)}
                  data-empty={inWords(value, field, language) === ''}
                >
                  <Cell value={value} field={field} language={language} />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
