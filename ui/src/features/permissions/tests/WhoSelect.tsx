import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { directory } from '@/api/directory';
import { rolesQuery } from '@/api/roles';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useSettled } from '@/lib/useSettled';

interface Props {
  id: string;
  /** "role:agent" or "user:li". */
  value: string;
  onChange: (who: string) => void;
}

/** Somebody made up who holds a role, or a person. */
export function WhoSelect({ id, value, onChange }: Props) {
  const { t } = useTranslation('permissions');
  const { text } = useLanguage();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim());
  const roles = useQuery(rolesQuery).data ?? [];
  const found = useQuery({
    queryKey: ['directory', q],
    queryFn: ({ signal }) => directory(q, signal),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  const fits = (label: string) => label.toLowerCase().includes(typed.trim().toLowerCase());
  return (
    <Select
      id={id}
      aria-label={t('tests.who')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value || null}
      onChange={(who: string) => onChange(who)}
      options={[
        ...roles
          .map((role) => ({
            value: `role:${role.key}`,
            label: t('tests.roleHolder', { role: text(role.title, role.key) }),
          }))
          .filter(({ label }) => fits(label)),
        ...(found.data?.users ?? []).map((user) => ({
          value: `user:${user.userName}`,
          label: `${user.title} (${user.userName})`,
        })),
      ]}
    />
  );
}
