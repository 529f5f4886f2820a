import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { directory } from '@/api/directory';
import { useSettled } from '@/lib/useSettled';
import { readUser } from '../api/users';

interface Props {
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
}

/** One person of the directory, found by typing. */
export function HeadPicker({ id, value, onChange }: Props) {
  const { t } = useTranslation('people');
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const { data, isFetching } = useQuery({
    queryKey: ['directory', q],
    queryFn: ({ signal }) => directory(q, signal),
    placeholderData: keepPreviousData,
  });
  const found = (data?.users ?? []).map((each) => ({ value: each.id, label: each.title }));
  // The directory offers the first fifty; the one chosen may be anybody.
  const isElsewhere = Boolean(value) && !found.some((each) => each.value === value);
  const chosen = useQuery({
    queryKey: ['users', 'one', value],
    queryFn: () => readUser(value ?? ''),
    enabled: isElsewhere,
  });
  return (
    <Select<string | null>
      {...(id ? { id } : {})}
      allowClear
      placeholder={t('departments.headHint')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching || (isElsewhere && chosen.isPending)}
      notFoundContent={t('users.none')}
      value={value ?? null}
      options={found}
      labelRender={({ value: id, label }) =>
        label ?? (chosen.data?.id === id ? chosen.data.displayName : t('loading'))
      }
      onChange={(next) => onChange?.(next ?? null)}
    />
  );
}
