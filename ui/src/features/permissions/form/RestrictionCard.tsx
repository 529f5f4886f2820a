import { DeleteOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { rolesQuery, type Action } from '@/api/roles';
import { Conditions } from '@/components/access/Conditions';
import { RowsInput } from '@/components/access/RowsInput';
import { isConditions } from '@/components/access/rowScope';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from '../permissions.module.css';
import type { RestrictionDraft } from './AccessEditor';

interface Props {
  form: string;
  number: number;
  restriction: RestrictionDraft;
  errors: string[];
  onChange: (restriction: RestrictionDraft) => void;
  onRemove: () => void;
}

/** What can be held back until somebody else agrees. */
const guardable: Action[] = ['update', 'delete', 'restore', 'purge', 'revert', 'reveal'];

/** Records that are for certain roles only. */
export function RestrictionCard({ form, number, restriction, errors, onChange, onRemove }: Props) {
  const { t } = useTranslation('permissions');
  const { text } = useLanguage();
  const { isAdministrator } = useMe();
  const roles = useQuery({ ...rolesQuery, enabled: isAdministrator }).data ?? [];
  const { t: words } = useTranslation('access');
  const [id, second] = [useId(), useId()];
  const { rows } = restriction;
  return (
    <div className={styles.restriction} role="group" aria-label={t('access.restriction', { number })}>
      <header>
        <h3>{t('access.which')}</h3>
        <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} onClick={onRemove}>
          {t('access.remove')}
        </Button>
      </header>
      {isConditions(rows) ? (
        <Conditions
          form={form}
          conditions={rows}
          onChange={(next) => onChange({ ...restriction, rows: next })}
        />
      ) : (
        <RowsInput form={form} value={rows} onChange={(next) => onChange({ ...restriction, rows: next })} />
      )}
      <h3 style={{ marginTop: 12 }}>
        <label htmlFor={id}>{t('access.roles')}</label>
      </h3>
      <Select
        id={id}
        mode={isAdministrator ? 'multiple' : 'tags'}
        style={{ width: '100%' }}
        placeholder={t('access.noRoles')}
        showSearch={{ optionFilterProp: 'label' }}
        value={restriction.roles}
        options={roles.map((role) => ({ value: role.key, label: text(role.title, role.key) }))}
        onChange={(next: string[]) => onChange({ ...restriction, roles: next })}
      />
      <h3 style={{ marginTop: 12 }}>
        <label htmlFor={second}>{t('access.secondPerson')}</label>
      </h3>
      <Select<Action[]>
        id={second}
        mode="multiple"
        style={{ width: '100%' }}
        placeholder={t('access.noSecondPerson')}
        value={restriction.secondPerson ?? []}
        options={guardable.map((action) => ({ value: action, label: words(`action.${action}`) }))}
        onChange={(next) => onChange({ ...restriction, secondPerson: next })}
      />
      <p className={styles.soft}>{t('access.secondPersonHint')}</p>
      {errors.map((each) => (
        <p key={each} role="alert" className={styles.error}>
          {each}
        </p>
      ))}
    </div>
  );
}
