import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { directory } from '@/api/directory';
import { useSettled } from '@/lib/useSettled';

interface Props {
  id: string;
  value: { id: string; name: string } | undefined;
  onChange: (user: string, userName: string) => void;
}

/** One person of the directory, found by typing. */
export function PersonSelect({ id, value, onChange }: Props) {
  const { t } = useTranslation('explain');
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim());
  const found = useQuery({
    queryKey: ['directory', q],
    queryFn: ({ signal }) => directory(q, signal),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  const users = found.data?.users ?? [];
  const options = users.map((user) => ({
    value: user.id,
    label: `${user.title} (${user.userName})`,
    userName: user.userName,
  }));
  // While one looks for somebody else, Enter takes the first who was found.
  const isListed = typed !== '' || !value?.id || options.some((option) => option.value === value.id);
  return (
    <Select
      id={id}
      aria-label={t('who')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('anyone')}
      value={value?.id || null}
      options={isListed ? options : [{ value: value.id, label: value.name, userName: '' }, ...options]}
      onChange={(user: string, option) =>
        onChange(user, option && !Array.isArray(option) ? option.userName : '')
      }
    />
  );
}
