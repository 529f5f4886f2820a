import { CheckOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { actionGroups, type Action } from '@/api/roles';
import { useSourceNames } from '@/components/explain/ExplainAnswer';
import { openExplain, type Start } from '@/components/explain/explainStore';
import table from '@/components/table.module.css';
import styles from './rights.module.css';

export interface RightsLine {
  key: string;
  title: string;
  hint?: string;
  to: string;
  actions: Action[];
  rows: 'all' | 'some' | 'none';
  fields: Record<string, string>;
  by: string[];
  /** What "ask why" begins with. */
  asks: Start;
}

/** What may be done, line by line: of a person form by form, of a form person by person. */
export function RightsTable({ first, lines }: { first: string; lines: RightsLine[] }) {
  const { t } = useTranslation(['permissions', 'access']);
  const nameOf = useSourceNames();
  return (
    <div className={`${table.wrap} ${styles.wrap}`}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <th scope="col">{t('rights.records')}</th>
            {actionGroups.map((group) => (
              <th key={group.key} scope="col">
                {t(`access:group.${group.key}`)}
              </th>
            ))}
            <th scope="col">{t('rights.fields')}</th>
            <th scope="col">{t('rights.by')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('rights.ask')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <td>
                <Link className={table.name} to={line.to}>
                  {line.title}
                </Link>
                {line.hint ? <span className={styles.hint}> {line.hint}</span> : null}
              </td>
              <td data-label={t('rights.records')}>{t(`rights.rows.${line.rows}`)}</td>
              {actionGroups.map((group) => (
                <Given
                  key={group.key}
                  label={t(`access:group.${group.key}`)}
                  of={group.actions}
                  given={line.actions}
                />
              ))}
              <td data-label={t('rights.fields')}>
                <Limits fields={line.fields} />
              </td>
              <td data-label={t('rights.by')} className={table.soft}>
                {line.by.map(nameOf).join(t('comma'))}
              </td>
              <td>
                <Button size="small" type="link" onClick={() => openExplain(line.asks)}>
                  {t('rights.ask')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How many of a group's actions are given. */
function Given({ label, of, given }: { label: string; of: readonly Action[]; given: Action[] }) {
  const { t } = useTranslation(['permissions', 'access']);
  const has = of.filter((action) => given.includes(action));
  const names = has.map((action) => t(`access:action.${action}`)).join(' · ');
  return (
    <td data-label={label} data-none={has.length === 0} title={names}>
      {has.length === 0 ? (
        <span className={table.muted}>–</span>
      ) : has.length === of.length ? (
        <CheckOutlined aria-label={names} />
      ) : (
        <span aria-label={names}>
          {has.length}/{of.length}
        </span>
      )}
    </td>
  );
}

function Limits({ fields }: { fields: Record<string, string> }) {
  const { t } = useTranslation(['permissions', 'access']);
  const all = Object.entries(fields);
  if (all.length === 0) return <>{t('rights.allFields')}</>;
  return (
    <Popover
      trigger="click"
      title={t('rights.limits')}
      content={
        <ul className={styles.limits}>
          {all.map(([field, right]) => (
            <li key={field}>
              <code>{field}</code> {t(`access:right.${right as 'hidden'}`)}
            </li>
          ))}
        </ul>
      }
    >
      <Button size="small" type="link">
        {t('rights.limited', { count: all.length })}
      </Button>
    </Popover>
  );
}
