import { ArrowLeftOutlined, EllipsisOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { deleteRole, replaceRole, type Role } from '@/api/roles';
import { FailingTests } from '@/components/failing-tests/FailingTests';
import { LeaveGuard } from '@/components/LeaveGuard';
import { PageHeader } from '@/components/PageHeader';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useHotkeys } from '@/lib/useHotkeys';
import type { Holder } from '../api/holders';
import styles from '../permissions.module.css';
import { useGuardedSave } from '../saving/useGuardedSave';
import { draftOf, newGrant, unfinished, writeRole, type RoleDraft } from './draft';
import { GrantsDrawer } from './GrantsDrawer';
import { RightsMatrix } from './RightsMatrix';
import { RoleFacts } from './RoleFacts';

interface Props {
  role: Role;
  holders: Holder[];
}

/** Name, holders and grants of a role; nothing is sent before Save. */
export function RoleEditor({ role, holders }: Props) {
  const { t } = useTranslation('permissions');
  const { text } = useLanguage();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [saved, setSaved] = useState(() =>
    draftOf(
      role,
      holders.map(({ id, heldRoles }) => {
        const held = heldRoles.find((each) => each.role === role.key);
        return { id, from: held?.from ?? null, until: held?.until ?? null };
      }),
    ),
  );
  const [draft, setDraft] = useState(saved);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [open, setOpen] = useState<string>();
  const changed = JSON.stringify(draft) !== JSON.stringify(saved);
  const title = text(saved.title, saved.key);

  const change = (next: Partial<RoleDraft>) => {
    setDraft((before) => ({ ...before, ...next }));
    setErrors({});
  };

  /** Opens the form whose grant has the first error; the rest of the page shows its own. */
  const show = (found: Record<string, string>) => {
    setErrors(found);
    const grant = Object.keys(found)
      .map((path) => /^\/grants\/(\d+)/.exec(path)?.[1])
      .find(Boolean);
    if (grant) setOpen(draft.grants[Number(grant)]?.form);
  };

  const save = useMutation({
    mutationFn: (acceptFailing: boolean) =>
      replaceRole(saved.key, writeRole(draft, saved.people), acceptFailing),
    onSuccess: (written) => {
      setSaved(draft);
      toast(t('role.saved', { title: text(written.title, written.key) }), { seconds: 5 });
      if (written.key !== saved.key) void navigate(`/roles/${written.key}`, { replace: true });
    },
    onError: (error) => {
      if (guard.caught(error)) return;
      const problem = error instanceof ApiProblem ? error : undefined;
      const found = problem?.byPath ?? {};
      show(found);
      toast(problem?.sentence ?? t('failed'), { tone: 'error' });
    },
    onSettled: () =>
      Promise.all(
        ['roles', 'users', 'forms', 'form', 'rights', 'permission-tests'].map((key) =>
          queries.invalidateQueries({
            queryKey: [key],
            // What is edited here is not taken from under the hands.
            predicate: ({ queryKey }) => queryKey[1] !== saved.key && queryKey[1] !== 'holders',
          }),
        ),
      ),
  });
  const guard = useGuardedSave({
    change: () => {
      const { key, grants, departments, holders: given } = writeRole(draft, saved.people);
      const was = writeRole(saved, saved.people);
      const isSame =
        !given && JSON.stringify([grants, departments]) === JSON.stringify([was.grants, was.departments]);
      return isSame || key !== saved.key
        ? undefined
        : {
            roles: [
              {
                key,
                grants: (grants ?? []) as unknown[],
                departments: departments ?? [],
                holders: given ?? null,
              },
            ],
          };
    },
    save: save.mutate,
  });
  const send = () => {
    const missing = unfinished(draft);
    if (missing.length === 0) return guard.start();
    show(Object.fromEntries(missing.map(({ path, reason }) => [path, t(`unfinished.${reason}`)])));
    toast(t('unfinished.title'), { tone: 'error' });
  };
  const isBusy = save.isPending || guard.isLooking;
  useHotkeys({ 'mod+s': () => changed && !isBusy && send() });

  const remove = useMutation({
    mutationFn: (acceptFailing: boolean) => deleteRole(saved.key, acceptFailing),
    onSuccess: async () => {
      toast(t('role.deleted', { title }), { seconds: 5 });
      await navigate('/roles');
      await queries.invalidateQueries({ queryKey: ['roles'] });
    },
    onError: (error) => {
      if (!removal.caught(error))
        toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' });
    },
  });
  // Nobody holds it as a person, but departments may, and what is asked with it ends.
  const removal = useGuardedSave({
    change: () =>
      saved.departments.length > 0
        ? { roles: [{ key: saved.key, grants: [], departments: [], holders: null }] }
        : undefined,
    save: remove.mutate,
  });
  const confirmRemove = () =>
    void modal.confirm({
      title: t('role.deleteTitle', { title }),
      content: t('role.deleteHint'),
      okText: t('role.delete'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => removal.start(),
    });

  return (
    <div className={styles.page}>
      <LeaveGuard active={changed && !save.isPending && !remove.isPending} />
      <Link className={styles.back} to="/roles">
        <ArrowLeftOutlined aria-hidden /> {t('role.all')}
      </Link>
      <PageHeader
        title={title}
        subtitle={t('role.subtitle')}
        actions={
          <>
            <Dropdown
              trigger={['click']}
              placement="bottomRight"
              menu={{
                items: [{ key: 'delete', danger: true, label: t('role.delete'), onClick: confirmRemove }],
              }}
            >
              <Button icon={<EllipsisOutlined aria-hidden />} aria-label={t('more')} />
            </Dropdown>
            <Button type="primary" disabled={!changed} loading={isBusy} onClick={send}>
              {t('save')}
            </Button>
          </>
        }
      />
      <FailingTests />
      {guard.dialogs}
      {removal.dialogs}
      <RoleFacts draft={draft} holders={holders} errors={errors} onChange={change} />
      <section className={styles.section} aria-labelledby="may">
        <h2 id="may">{t('may.title')}</h2>
        <p className={styles.lead}>{t('may.hint')}</p>
        <RightsMatrix
          grants={draft.grants}
          errors={errors}
          onOpen={(form, group) => {
            if (group && !draft.grants.some((grant) => grant.form === form))
              change({ grants: [...draft.grants, newGrant(form, [...group.actions])] });
            setOpen(form);
          }}
        />
      </section>
      <GrantsDrawer
        form={open}
        grants={draft.grants}
        errors={errors}
        onChange={(grants) => change({ grants })}
        onClose={() => setOpen(undefined)}
      />
    </div>
  );
}
