import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition, Named } from '@/api/types';
import { directory } from '@/api/directory';
import { queryRecords } from '@/api/queryRecords';
import { remember } from './useTitles';

interface Props {
  field: FieldDefinition;
  isList: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** People, departments and records of another form; "me" and "my department" stay true for whoever looks. */
export function LinkOperand({ field, isList, value, onChange }: Props) {
  const { t } = useTranslation('filters');
  const [typed, setTyped] = useState('');
  const kind = field.type.replace(/s$/, '') as 'user' | 'department' | 'reference';

  const { data, isFetching } = useQuery({
    queryKey: ['pick', kind, field.target, typed],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const found = await look(kind, String(field.target), typed, signal);
      remember(found);
      return found;
    },
  });

  const special =
    kind === 'user'
      ? [{ value: '$me', label: t('me') }]
      : kind === 'department'
        ? [
            { value: '$myDepartment', label: t('myDepartment') },
            { value: '$myDepartments', label: t('myDepartments') },
          ]
        : [];

  return (
    <Select
      aria-label={t('answer')}
      style={{ width: '100%' }}
      {...(isList ? { mode: 'multiple' as const } : {})}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      popupMatchSelectWidth={false}
      value={(value ?? (isList ? [] : null)) as string}
      options={[
        ...(typed ? [] : special),
        ...(data ?? []).map(({ id, title }) => ({ value: id, label: title })),
      ]}
      onChange={onChange}
    />
  );
}

async function look(
  kind: 'user' | 'department' | 'reference',
  target: string,
  typed: string,
  signal: AbortSignal,
): Promise<Named[]> {
  if (kind === 'reference') return (await queryRecords(target, { search: typed, first: 20 }, signal)).items;
  const { users, departments } = await directory(typed);
  return kind === 'user' ? users : departments;
}
