import { PlusOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useForms } from '@/api/forms';
import type { Action } from '@/api/roles';
import type { RowScope } from '@/components/access/rowScope';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import styles from '../permissions.module.css';
import { all, newGrant, type GrantDraft } from './draft';
import { GrantCard } from './GrantCard';

interface Props {
  /** The form whose grants are open; none: closed. */
  form: string | undefined;
  grants: GrantDraft[];
  errors: Record<string, string>;
  onChange: (grants: GrantDraft[]) => void;
  onClose: () => void;
}

/** What nearly everybody wants, in one click; all of it can be changed afterwards. */
const starts: { key: string; actions: Action[]; rows: RowScope }[] = [
  { key: 'see', actions: ['read', 'viewHistory', 'print'], rows: 'all' },
  { key: 'own', actions: ['create', 'read', 'update', 'viewHistory', 'revert', 'print'], rows: 'own' },
  {
    key: 'all',
    actions: [
      'create',
      'read',
      'update',
      'delete',
      'restore',
      'import',
      'export',
      'print',
      'viewHistory',
      'revert',
    ],
    rows: 'all',
  },
];

/** The grants of one form, beside the matrix. */
export function GrantsDrawer({ form, grants, errors, onChange, onClose }: Props) {
  const { t } = useTranslation('permissions');
  const { text } = useLanguage();
  const isPhone = useIsPhone();
  const forms = useForms().data ?? [];
  const title =
    form === all ? t('may.allForms') : text(forms.find((each) => each.key === form)?.title, form ?? '');
  const own = grants.flatMap((grant, index) => (grant.form === form ? [{ grant, index }] : []));
  const add = (actions: Action[], rows: RowScope) =>
    form && onChange([...grants, newGrant(form, actions, rows)]);

  return (
    <Drawer
      open={form !== undefined}
      title={t('grants.title', { form: title })}
      size={isPhone ? '100%' : 680}
      onClose={onClose}
      destroyOnHidden
      footer={
        <div className={styles.drawerFoot}>
          <span className={styles.soft}>{t('grants.notSaved')}</span>
          <Button type="primary" onClick={onClose}>
            {t('grants.done')}
          </Button>
        </div>
      }
    >
      {forms.find((each) => each.key === form)?.members?.includes('*') ? (
        <p role="note" className={`${styles.note} ${styles.warning}`}>
          {t('grants.openToAll')} <Link to={`/forms/${form}/access`}>{t('grants.toAccess')}</Link>
        </p>
      ) : null}
      {own.length === 0 ? (
        <div className={styles.starts}>
          <p>{t('grants.none')}</p>
          {starts.map((start) => (
            <button
              key={start.key}
              type="button"
              className={styles.start}
              onClick={() => add(start.actions, start.rows)}
            >
              <b>{t(`starts.${start.key}.title`)}</b>
              <span>{t(`starts.${start.key}.hint`)}</span>
            </button>
          ))}
        </div>
      ) : null}
      {own.length > 1 ? (
        <p role="note" className={styles.note}>
          {t('grants.together')}
        </p>
      ) : null}
      {own.map(({ grant, index }, place) => (
        <GrantCard
          key={`${index} of ${grants.length}`}
          grant={grant}
          number={own.length > 1 ? place + 1 : undefined}
          errors={Object.fromEntries(
            Object.entries(errors).flatMap(([path, message]) =>
              path.startsWith(`/grants/${index}/`) ? [[path.slice(`/grants/${index}`.length), message]] : [],
            ),
          )}
          onChange={(next) => onChange(grants.with(index, next))}
          onRemove={() => onChange(grants.toSpliced(index, 1))}
        />
      ))}
      {own.length > 0 ? (
        <>
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => add(['read'], 'all')}>
            {t('grants.add')}
          </Button>
          <p className={styles.soft}>{t('grants.addHint')}</p>
        </>
      ) : null}
    </Drawer>
  );
}
