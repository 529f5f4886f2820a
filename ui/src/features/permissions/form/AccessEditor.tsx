import { ArrowLeftOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { useMe } from '@/api/me';
import { rolesQuery } from '@/api/roles';
import type { Form } from '@/api/types';
import { MemberNames, MembersPicker } from '@/components/access/MembersPicker';
import { isFinishedScope, readRows, writeRows, type RowScope } from '@/components/access/rowScope';
import { emptyGroup } from '@/components/filters/filterModel';
import { LeaveGuard } from '@/components/LeaveGuard';
import { PageHeader } from '@/components/PageHeader';
import { ShareList } from '@/components/sharing/ShareList';
import { toast } from '@/components/toasts';
import { useHotkeys } from '@/lib/useHotkeys';
import { useLanguage } from '@/lib/i18n/useLanguage';
import {
  groups,
  replaceFormAccess,
  type AuditedAccess,
  type FormAccess,
  type GroupName,
  type Restriction,
} from '../api/formAccess';
import styles from '../permissions.module.css';
import { useGuardedSave } from '../saving/useGuardedSave';
import { WhoCan } from '../rights/WhoCan';
import { Audited } from './Audited';
import { RestrictionCard } from './RestrictionCard';

export interface RestrictionDraft extends Omit<Restriction, 'rows' | 'roles'> {
  rows: RowScope;
  roles: string[];
}

interface Draft {
  groups: Record<string, string[]>;
  restrictions: RestrictionDraft[];
  audit: AuditedAccess;
}

const draftOf = ({ groups: members, restrictions, audit }: FormAccess): Draft => ({
  groups: { ...members },
  audit: { reads: audit?.reads ?? false, searches: audit?.searches ?? false },
  restrictions: (restrictions ?? []).map((each) => ({
    ...each,
    rows: readRows(each.rows),
    roles: each.roles ?? [],
  })),
});

/** The ready-made groups of a form and its restricted records; nothing is sent before Save. */
export function AccessEditor({ form, access }: { form: Form; access: FormAccess }) {
  const { t } = useTranslation('permissions');
  const { text } = useLanguage();
  const { isAdministrator } = useMe();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(() => draftOf(access));
  const [draft, setDraft] = useState(saved);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const changed = JSON.stringify(draft) !== JSON.stringify(saved);

  const change = (next: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...next }));
    setErrors({});
  };
  const put = (group: GroupName, members: string[]) => {
    const { [group]: _, ...others } = draft.groups;
    change({ groups: members.length > 0 ? { ...others, [group]: members } : others });
  };
  const restrict = (restrictions: RestrictionDraft[]) => change({ restrictions });

  const written = (): FormAccess => ({
    ...access,
    groups: draft.groups,
    audit: draft.audit,
    restrictions: draft.restrictions.map((each) => ({ ...each, rows: writeRows(each.rows) })),
  });
  const save = useMutation({
    mutationFn: (acceptFailing: boolean) => replaceFormAccess(form.key, written(), acceptFailing),
    onSuccess: () => {
      setSaved(draft);
      toast(t('access.saved'), { seconds: 5 });
      return Promise.all(
        ['forms', 'form', 'rights', 'permission-tests'].map((queryKey) =>
          queries.invalidateQueries({ queryKey: [queryKey] }),
        ),
      );
    },
    onError: (error) => {
      if (guard.caught(error)) return;
      const problem = error instanceof ApiProblem ? error : undefined;
      setErrors(problem?.byPath ?? {});
      toast(problem?.sentence ?? t('failed'), { tone: 'error' });
    },
  });
  const guard = useGuardedSave({
    // Only administrators are told what others gain and lose.
    change: () => (isAdministrator ? { forms: { [form.key]: written() } } : undefined),
    save: save.mutate,
  });
  const send = () => {
    const missing = draft.restrictions.flatMap(({ rows }, index) =>
      isFinishedScope(rows) ? [] : [[`/restrictions/${index}/rows`, t('unfinished.conditions')]],
    );
    setErrors(Object.fromEntries(missing) as Record<string, string>);
    if (missing.length === 0) guard.start();
    else toast(t('unfinished.conditions'), { tone: 'error' });
  };
  const isBusy = save.isPending || guard.isLooking;
  useHotkeys({ 'mod+s': () => changed && !isBusy && send() });

  return (
    <div className={styles.page}>
      <LeaveGuard active={changed && !save.isPending} />
      <Link className={styles.back} to={form.version ? `/forms/${form.key}` : '/forms'}>
        <ArrowLeftOutlined aria-hidden /> {t('access.back')}
      </Link>
      <PageHeader
        title={t('access.title', { form: text(form.title, form.key) })}
        subtitle={t('access.subtitle')}
        actions={
          <Button type="primary" disabled={!changed} loading={isBusy} onClick={send}>
            {t('save')}
          </Button>
        }
      />
      {guard.dialogs}
      <Members form={form} />
      <section className={styles.section} aria-labelledby="groups">
        <h2 id="groups">{t('access.groups')}</h2>
        <p className={styles.lead}>{t('access.groupsHint')}</p>
        <div className={styles.groups}>
          {groups.map((group) => (
            <Group
              key={group}
              group={group}
              members={draft.groups[group] ?? []}
              error={Object.entries(errors).find(([path]) => path.startsWith(`/groups/${group}`))?.[1]}
              onChange={(members) => put(group, members)}
            />
          ))}
        </div>
      </section>
      <section className={styles.section} aria-labelledby="restrictions">
        <h2 id="restrictions">{t('access.restrictions')}</h2>
        <p className={styles.lead}>{t('access.restrictionsHint')}</p>
        {draft.restrictions.map((each, index) => (
          <RestrictionCard
            key={`${index} of ${draft.restrictions.length}`}
            form={form.key}
            number={index + 1}
            restriction={each}
            errors={Object.entries(errors).flatMap(([path, message]) =>
              path.startsWith(`/restrictions/${index}/`) ? [message] : [],
            )}
            onChange={(next) => restrict(draft.restrictions.with(index, next))}
            onRemove={() => restrict(draft.restrictions.toSpliced(index, 1))}
          />
        ))}
        <Button
          icon={<PlusOutlined aria-hidden />}
          onClick={() => restrict([...draft.restrictions, { rows: emptyGroup(), roles: [] }])}
        >
          {t('access.add')}
        </Button>
        <p className={styles.soft}>{t('access.example')}</p>
      </section>
      <Audited audit={draft.audit} onChange={(audit) => change({ audit })} />
      <ByRoles form={form.key} />
      <section className={styles.section} aria-labelledby="shares">
        <h2 id="shares">{t('access.shares')}</h2>
        <p className={styles.lead}>{t('access.sharesHint')}</p>
        <ShareList form={form.key} withWhat />
      </section>
      <WhoCan form={form.key} />
    </div>
  );
}

interface GroupProps {
  group: GroupName;
  members: string[];
  error: string | undefined;
  onChange: (members: string[]) => void;
}

function Group({ group, members, error, onChange }: GroupProps) {
  const { t } = useTranslation(['permissions', 'access']);
  const id = useId();
  return (
    <div>
      <label className={styles.groupName} htmlFor={id}>
        {t(`access:groups.${group}`)}
      </label>
      <p>{t(`access.groupHint.${group}`)}</p>
      <MembersPicker
        id={id}
        value={members}
        placeholder={t('access.nobody')}
        invalid={error !== undefined}
        onChange={onChange}
      />
      {error ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** Who is listed in the form's design: they have more than most groups give. */
function Members({ form }: { form: Form }) {
  const { t } = useTranslation('permissions');
  const members = form.members ?? [];
  if (members.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="members">
      <h2 id="members">{t('access.members')}</h2>
      <p className={styles.lead}>{t('access.membersHint')}</p>
      <div className={styles.groups}>
        <MemberNames members={members} />
        <Link to={`/forms/${form.key}/design`}>{t('access.membersChange')}</Link>
      </div>
    </section>
  );
}

/** Roles whose grants name the form, for administrators: the way to their editor. */
function ByRoles({ form }: { form: string }) {
  const { t } = useTranslation('permissions');
  const { text } = useLanguage();
  const { isAdministrator } = useMe();
  const roles = useQuery({ ...rolesQuery, enabled: isAdministrator }).data ?? [];
  const found = roles.filter((role) =>
    role.grants.some((grant) => grant.form === form || grant.form === '*'),
  );
  if (found.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="byRoles">
      <h2 id="byRoles">{t('access.byRoles')}</h2>
      <p className={styles.lead}>{t('access.byRolesHint')}</p>
      <ul className={styles.list}>
        {found.map((role) => (
          <li key={role.key}>
            <Link to={`/roles/${role.key}`}>{text(role.title, role.key)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
