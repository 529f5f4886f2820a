import { DeleteOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { actionGroups, type Action } from '@/api/roles';
import { RowsInput } from '@/components/access/RowsInput';
import styles from '../permissions.module.css';
import type { GrantDraft } from './draft';
import { FieldMatrix } from './FieldMatrix';

interface Props {
  grant: GrantDraft;
  /** Which of several it is. */
  number: number | undefined;
  /** By their path below the grant: "/rows/owner". */
  errors: Record<string, string>;
  onChange: (grant: GrantDraft) => void;
  onRemove: () => void;
}

/** One grant in three questions: what, on which records, with which fields. */
export function GrantCard({ grant, number, errors, onChange, onRemove }: Props) {
  const { t } = useTranslation(['permissions', 'access']);
  const [what, which, fields] = [useId(), useId(), useId()];
  const errorsAt = (start: string) =>
    Object.entries(errors)
      .filter(([path]) => path.startsWith(start))
      .map(([path, message]) => (
        <p key={path} role="alert" className={styles.error}>
          {message}
        </p>
      ));
  const toggle = (action: Action, on: boolean) =>
    onChange({
      ...grant,
      actions: actionGroups
        .flatMap((group): readonly Action[] => group.actions)
        .filter((each) => (each === action ? on : grant.actions.includes(each))),
    });

  return (
    <section className={styles.grant} aria-label={number ? t('grants.number', { number }) : t('grants.one')}>
      <header>
        <h3>{number ? t('grants.number', { number }) : t('grants.one')}</h3>
        <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} onClick={onRemove}>
          {t('grants.remove')}
        </Button>
      </header>
      <div role="group" aria-labelledby={what}>
        <h4 id={what}>{t('grants.what')}</h4>
        <div className={styles.actions}>
          {actionGroups.map((group) => (
            <div
              key={group.key}
              className={styles.actionGroup}
              role="group"
              aria-label={t(`access:group.${group.key}`)}
            >
              {group.actions.map((action: Action) => (
                <Checkbox
                  key={action}
                  checked={grant.actions.includes(action)}
                  onChange={(event) => toggle(action, event.target.checked)}
                >
                  {t(`access:action.${action}`)}
                </Checkbox>
              ))}
            </div>
          ))}
        </div>
        {errorsAt('/actions')}
      </div>
      <div role="group" aria-labelledby={which}>
        <h4 id={which}>{t('grants.which')}</h4>
        <RowsInput form={grant.form} value={grant.rows} onChange={(rows) => onChange({ ...grant, rows })} />
        {errorsAt('/rows')}
      </div>
      <div role="group" aria-labelledby={fields}>
        <h4 id={fields}>{t('grants.fields')}</h4>
        <FieldMatrix
          form={grant.form}
          fields={grant.fields}
          onChange={(next) => onChange({ ...grant, fields: next })}
        />
        {errorsAt('/fields')}
        {errorsAt('/form')}
      </div>
    </section>
  );
}
