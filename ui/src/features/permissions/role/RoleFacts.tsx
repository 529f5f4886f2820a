import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { directory } from '@/api/directory';
import { forGood, HeldTimes } from '@/components/access/HeldTimes';
import { LocalizedInput } from '@/components/settings/LocalizedInput';
import { SettingRow } from '@/components/settings/SettingRow';
import { useSettled } from '@/lib/useSettled';
import type { Holder } from '../api/holders';
import styles from '../permissions.module.css';
import { sorted, type RoleDraft } from './draft';

interface Props {
  draft: RoleDraft;
  holders: Holder[];
  errors: Record<string, string>;
  onChange: (next: Partial<RoleDraft>) => void;
}

/** What the role is called, and who has it: people, and departments with everybody in them. */
export function RoleFacts({ draft, holders, errors, onChange }: Props) {
  const { t } = useTranslation('permissions');
  const [title, key, people, departments] = [useId(), useId(), useId(), useId()];
  const [names, setNames] = useState<ReadonlyMap<string, string>>(
    () => new Map(holders.map(({ id, displayName }) => [id, displayName])),
  );
  const errorAt = (start: string) => Object.entries(errors).find(([path]) => path.startsWith(start))?.[1];
  const said = (start: string, hint?: string) => {
    const error = errorAt(start);
    return error ? (
      <span role="alert" className={styles.error}>
        {error}
      </span>
    ) : (
      hint
    );
  };
  return (
    <>
      <section className={styles.section} aria-labelledby="name">
        <h2 id="name">{t('name.title')}</h2>
        <div className={styles.facts}>
          <SettingRow label={t('name.name')} htmlFor={title} hint={said('/title')} stacked>
            <LocalizedInput
              id={title}
              name={t('name.name')}
              value={draft.title}
              onChange={(next) => onChange({ title: next })}
            />
          </SettingRow>
          <SettingRow label={t('name.key')} htmlFor={key} hint={said('/key', t('name.keyHint'))} stacked>
            <Input
              id={key}
              maxLength={63}
              spellCheck={false}
              value={draft.key}
              onChange={(event) => onChange({ key: event.target.value })}
            />
          </SettingRow>
        </div>
      </section>
      <section className={styles.section} aria-labelledby="who">
        <h2 id="who">{t('who.title')}</h2>
        <div className={styles.facts}>
          <div>
            <SettingRow
              label={t('who.people')}
              htmlFor={people}
              hint={said('/holders', t('who.peopleHint'))}
              stacked
            >
              <DirectorySelect
                id={people}
                kind="users"
                value={draft.people.map((each) => each.id)}
                names={names}
                onNames={setNames}
                placeholder={t('who.nobody')}
                onChange={(next) =>
                  onChange({
                    people: sorted(
                      next.map((id) => draft.people.find((each) => each.id === id) ?? { id, ...forGood }),
                    ),
                  })
                }
              />
            </SettingRow>
            <HeldTimes
              label={t('who.times')}
              items={draft.people.map(({ id, from, until }) => ({
                key: id,
                label: names.get(id) ?? id,
                from,
                until,
              }))}
              onChange={(id, time) =>
                onChange({ people: draft.people.map((each) => (each.id === id ? { id, ...time } : each)) })
              }
            />
          </div>
          <SettingRow
            label={t('who.departments')}
            htmlFor={departments}
            hint={said('/departments', t('who.departmentsHint'))}
            stacked
          >
            <DirectorySelect
              id={departments}
              kind="departments"
              value={draft.departments}
              names={names}
              onNames={setNames}
              placeholder={t('who.noDepartment')}
              onChange={(next) => onChange({ departments: next })}
            />
          </SettingRow>
        </div>
      </section>
    </>
  );
}

interface SelectProps {
  id: string;
  /** People by id, departments by key, as a role's request names them. */
  kind: 'users' | 'departments';
  value: string[];
  names: ReadonlyMap<string, string>;
  onNames: (names: ReadonlyMap<string, string>) => void;
  placeholder: string;
  onChange: (value: string[]) => void;
}

function DirectorySelect({ id, kind, value, names, onNames, placeholder, onChange }: SelectProps) {
  const { t } = useTranslation('permissions');
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const q = useSettled(typed.trim());
  const { data, isFetching } = useQuery({
    queryKey: ['directory', q],
    queryFn: ({ signal }) => directory(q, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const found =
    kind === 'users'
      ? (data?.users ?? []).map((each) => ({ value: each.id, label: each.title, hint: each.userName }))
      : (data?.departments ?? []).map((each) => ({ value: each.key, label: each.title, hint: each.key }));
  return (
    <Select<string[]>
      id={id}
      mode="multiple"
      style={{ width: '100%' }}
      value={value}
      options={found}
      placeholder={placeholder}
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      loading={isFetching}
      notFoundContent={t('who.none')}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setTyped('');
      }}
      onChange={(next) => {
        onNames(new Map([...names, ...found.map(({ value: each, label }) => [each, label] as const)]));
        setTyped('');
        // The list would lie over what comes next.
        setOpen(false);
        onChange(next);
      }}
      labelRender={({ value: each, label }) => label ?? names.get(String(each)) ?? String(each)}
      optionRender={({ label, data: option }) => (
        <>
          {label} <small className={styles.soft}>{(option as unknown as { hint: string }).hint}</small>
        </>
      )}
    />
  );
}
