import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import type { Action } from '@/api/roles';
import { useSourceNames } from '@/components/explain/ExplainAnswer';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Difference } from '../api/rules';
import saving from '../saving/saving.module.css';

type Grant = Difference['roles'][number]['grants'][number];

/** What differs between a version of the rules and the one before, in lines with plus and minus. */
export function Changes({ changes }: { changes: Difference }) {
  const { t } = useTranslation(['permissions', 'access']);
  const nameOf = useSourceNames();
  const titleOf = useFormTitles();
  if (changes.roles.length + changes.forms.length === 0)
    return <p className={saving.soft}>{t('versions.nothing')}</p>;
  return (
    <ul className={saving.items} style={{ maxHeight: 'none' }}>
      {changes.roles.map((role) => (
        <li key={`role ${role.key}`}>
          <b>{t(`versions.role.${role.change as 'changed'}`, { role: nameOf(role.key) })}</b>{' '}
          {role.formerKey ? (
            <span className={saving.soft}>{t('versions.formerKey', { key: role.formerKey })}</span>
          ) : null}
          <Members {...role.departments} label={t('versions.departments')} />
          {role.grants.map((grant, index) => (
            <GrantLine key={index} grant={grant} form={titleOf(grant.form)} />
          ))}
        </li>
      ))}
      {changes.forms.map((form) => (
        <li key={`form ${form.form}`}>
          <b>{t('versions.form', { form: titleOf(form.form) })}</b>
          {form.groups.map(({ group, members }) => (
            <Members key={group} {...members} label={t(`access:groups.${group as 'seeAll'}`)} />
          ))}
          {form.restrictions ? <div>{t('versions.restrictions')}</div> : null}
          {form.audit ? <div>{t('versions.audit')}</div> : null}
        </li>
      ))}
    </ul>
  );
}

function GrantLine({ grant, form }: { grant: Grant; form: string }) {
  const { t } = useTranslation(['permissions', 'access']);
  const action = (name: string) => t(`access:action.${name as Action}`);
  const right = (name: string | null) =>
    name ? t(`access:right.${name as 'read'}`) : t('versions.asOthers');
  return (
    <div>
      {t(`versions.grant.${grant.change as 'changed'}`, { form })}
      <Members
        label={t('versions.actions')}
        added={grant.actions.added.map(action)}
        removed={grant.actions.removed.map(action)}
      />
      {grant.rowsChanged ? <div>{t('versions.rows')}</div> : null}
      {grant.fields.map(({ field, before, after }) => (
        <span key={field} className={saving.field}>
          {field === '*' ? t('fields.others') : field}: {right(before)} → {right(after)}
        </span>
      ))}
    </div>
  );
}

function Members({ label, added, removed }: { label: string; added: string[]; removed: string[] }) {
  const { t } = useTranslation('permissions');
  if (added.length + removed.length === 0) return null;
  return (
    <div>
      {label}: {added.length > 0 ? <span className={saving.gained}>+ {added.join(t('comma'))}</span> : null}{' '}
      {removed.length > 0 ? <span className={saving.lost}>− {removed.join(t('comma'))}</span> : null}
    </div>
  );
}

function useFormTitles() {
  const { t } = useTranslation('permissions');
  const { text } = useLanguage();
  const forms = useForms().data ?? [];
  return (key: string) =>
    key === '*' ? t('may.allForms') : text(forms.find((form) => form.key === key)?.title, key);
}
