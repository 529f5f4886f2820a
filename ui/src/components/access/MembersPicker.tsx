import { ApartmentOutlined, GlobalOutlined, TeamOutlined, UserOutlined } from '@ant-design/icons';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directory } from '@/api/directory';
import { useMe } from '@/api/me';
import { rolesQuery } from '@/api/roles';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useSettled } from '@/lib/useSettled';
import styles from './access.module.css';

interface Props {
  id: string;
  value: string[];
  onChange: (members: string[]) => void;
  /** Said while nobody is chosen. */
  placeholder: string;
  invalid?: boolean;
  /** Only people and departments. */
  peopleOnly?: boolean;
}

interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
}

const icons: Record<string, ReactNode> = {
  '*': <GlobalOutlined aria-hidden />,
  role: <TeamOutlined aria-hidden />,
  department: <ApartmentOutlined aria-hidden />,
  user: <UserOutlined aria-hidden />,
};

const directoryQuery = (q: string) => ({
  queryKey: ['directory', q],
  queryFn: ({ signal }: { signal: AbortSignal }) => directory(q, signal),
  staleTime: 60_000,
});

/** Who is meant: everyone, roles, departments, people, found by typing. */
export function MembersPicker({ id, value, onChange, placeholder, invalid, peopleOnly }: Props) {
  const { t } = useTranslation('access');
  const { text } = useLanguage();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim());
  const { isAdministrator } = useMe();
  // Roles are the administrators' to list; others keep those that are there by key.
  const roles = useQuery({ ...rolesQuery, enabled: isAdministrator && !peopleOnly }).data ?? [];
  const found = useQuery({ ...directoryQuery(q), placeholderData: keepPreviousData });
  const named = useNames(value);

  const fits = (each: Choice) =>
    `${each.label} ${each.value}`.toLowerCase().includes(typed.trim().toLowerCase());
  const everyone: Choice = { value: '*', label: t('members.everyone') };
  const roleChoices = roles
    .filter((role) => role.key !== 'administrator')
    .map((role): Choice => ({ value: `role:${role.key}`, label: text(role.title, role.key) }));
  const departments = (found.data?.departments ?? []).map(({ key, title }): Choice => ({
    value: `department:${key}`,
    label: title,
  }));
  const users = (found.data?.users ?? []).map(({ userName, title }): Choice => ({
    value: `user:${userName}`,
    label: title,
    hint: userName,
  }));
  const known = new Map(
    [everyone, ...roleChoices, ...departments, ...users].map((each) => [each.value, each.label]),
  );
  const titleOf = (member: string) =>
    known.get(member) ?? named.get(member) ?? member.slice(member.indexOf(':') + 1);

  const groups = [
    { label: t('members.roles'), options: peopleOnly ? [] : roleChoices.filter(fits) },
    { label: t('members.departments'), options: departments },
    { label: t('members.people'), options: users },
  ].filter((group) => group.options.length > 0);

  return (
    <Select<string[]>
      id={id}
      mode="multiple"
      value={value}
      options={[...[everyone].filter((each) => !peopleOnly && fits(each)), ...groups]}
      placeholder={placeholder}
      {...(invalid ? { status: 'error' as const } : {})}
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('members.loading') : t('members.none')}
      onOpenChange={(open) => !open && setTyped('')}
      onChange={onChange}
      labelRender={({ value: member }) => (
        <span className={styles.member}>
          {icons[kindOf(String(member))]} {titleOf(String(member))}
        </span>
      )}
      optionRender={({ value: member, data }) => (
        <span className={styles.member}>
          {icons[kindOf(String(member))]} {(data as unknown as Choice).label}{' '}
          <small>{(data as unknown as Choice).hint}</small>
        </span>
      )}
    />
  );
}

/** Members by name, only shown. */
export function MemberNames({ members }: { members: string[] }) {
  const { t } = useTranslation('access');
  const { text } = useLanguage();
  const { isAdministrator } = useMe();
  const roles = useQuery({ ...rolesQuery, enabled: isAdministrator }).data ?? [];
  const named = useNames(members);
  const titleOf = (member: string) => {
    if (member === '*') return t('members.everyone');
    const key = member.slice(member.indexOf(':') + 1);
    const role = kindOf(member) === 'role' ? roles.find((each) => each.key === key) : undefined;
    return named.get(member) ?? text(role?.title, key);
  };
  return (
    <span className={styles.names}>
      {members.map((member) => (
        <span key={member} className={styles.member}>
          {icons[kindOf(member)]} {titleOf(member)}
        </span>
      ))}
    </span>
  );
}

const kindOf = (member: string) => member.split(':')[0] ?? '';

/** The names of people and departments chosen earlier. */
function useNames(members: string[]): ReadonlyMap<string, string> {
  return useQueries({
    queries: members
      .filter((member) => /^(user|department):/.test(member))
      .map((member) => directoryQuery(member.slice(member.indexOf(':') + 1))),
    combine: (answers) =>
      new Map(
        answers.flatMap(({ data }) => [
          ...(data?.users ?? []).map(({ userName, title }): [string, string] => [`user:${userName}`, title]),
          ...(data?.departments ?? []).map(({ key, title }): [string, string] => [
            `department:${key}`,
            title,
          ]),
        ]),
      ),
  });
}
