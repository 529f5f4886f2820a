import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { directory } from '@/api/directory';
import { useSettled } from '@/lib/useSettled';

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
  return (
    <Select<string | null>
      {...(id ? { id } : {})}
      allowClear
      placeholder={t('departments.headHint')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      notFoundContent={t('users.none')}
      value={value ?? null}
      options={(data?.users ?? []).map((each) => ({ value: each.id, label: each.title }))}
      onChange={(next) => onChange?.(next ?? null)}
    />
  );
}
