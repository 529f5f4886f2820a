import { SearchOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition } from '@/api/types';
import { useNumbers } from '@/lib/useNumbers';
import type { Column } from '../columns';
import { FilterBar } from '@/components/filters/FilterBar';
import type { ViewState } from '../views/viewState';
import { ColumnsButton } from './ColumnsButton';
import { SortButton } from './SortButton';
import styles from './toolbar.module.css';

interface Props {
  fields: FieldDefinition[];
  columns: Column[];
  state: ViewState;
  count: number | undefined;
  total: number | undefined;
  totals: boolean;
  onTotals: () => void;
  onChange: (next: Partial<ViewState>) => void;
}

/** Filter, sort, columns, search, and how many there are. */
export function Toolbar({ fields, columns, state, count, total, totals, onTotals, onChange }: Props) {
  const { t } = useTranslation('records');
  const number = useNumbers();
  return (
    <div className={styles.bar}>
      <FilterBar fields={fields} filter={state.filter} onChange={(filter) => onChange({ filter })} />
      <SortButton fields={fields} sort={state.sort} onChange={(sort) => onChange({ sort })} />
      <ColumnsButton fields={fields} columns={columns} onChange={(next) => onChange({ columns: next })} />
      <Button
        size="small"
        type={totals ? 'primary' : 'default'}
        ghost={totals}
        aria-pressed={totals}
        onClick={onTotals}
      >
        {t('totals.open')}
      </Button>
      <SearchInput value={state.search} onChange={(search) => onChange({ search })} />
      <span className={styles.count} role="status">
        {count === undefined
          ? null
          : total !== undefined && total !== count
            ? t('countOf', { count, shown: number(count), total: number(total) })
            : t('count', { count, shown: number(count) })}
      </span>
    </div>
  );
}

function SearchInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('records');
  const [typed, setTyped] = useState(value);
  const [before, setBefore] = useState(value);
  if (value !== before) {
    setBefore(value);
    setTyped(value);
  }

  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), 200);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);

  return (
    <Input
      size="small"
      className={styles.search}
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      placeholder={t('search')}
      aria-label={t('search')}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
