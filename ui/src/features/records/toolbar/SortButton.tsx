import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import { Button, Popover, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { canSort } from '../columns';
import styles from './toolbar.module.css';

interface Props {
  fields: FieldDefinition[];
  sort: string[];
  onChange: (sort: string[]) => void;
}

export function SortButton({ fields, sort, onChange }: Props) {
  const { t } = useTranslation('records');
  const { text } = useLanguage();
  const sortable = fields.filter(canSort);
  const label = (key: string) => text(fields.find((field) => field.key === key)?.label, key);
  const lines = sort.map((each) => ({ key: each.replace(/^-/, ''), down: each.startsWith('-') }));
  const write = (next: typeof lines) => onChange(next.map(({ key, down }) => (down ? `-${key}` : key)));
  const unused = sortable.find((field) => !lines.some((line) => line.key === field.key));

  const content = (
    <div className={styles.pop} role="group" aria-label={t('sort.title')}>
      {lines.length === 0 ? <p className={styles.hint}>{t('sort.hint')}</p> : null}
      {lines.map((line, index) => (
        <div key={line.key} className={styles.line}>
          <Select
            aria-label={t('sort.field')}
            className={`${styles.grow}`}
            showSearch={{ optionFilterProp: 'label' }}
            value={line.key}
            options={fields
              .filter((field) => canSort(field) || field.key === line.key)
              .map((field) => ({ value: field.key, label: label(field.key) }))}
            onChange={(key) => write(lines.with(index, { ...line, key }))}
          />
          <Segmented
            value={line.down}
            options={[
              { value: false, icon: <ArrowUpOutlined aria-hidden />, title: t('sort.up') },
              { value: true, icon: <ArrowDownOutlined aria-hidden />, title: t('sort.down') },
            ]}
            onChange={(down) => write(lines.with(index, { ...line, down }))}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('sort.remove')}
            onClick={() => write(lines.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        disabled={!unused}
        onClick={() => unused && write([...lines, { key: unused.key, down: false }])}
      >
        {t('sort.add')}
      </Button>
    </div>
  );

  return (
    <Popover trigger="click" placement="bottomLeft" arrow={false} content={content}>
      <Button size="small" icon={<SwapOutlined rotate={90} />}>
        {lines.length > 0 ? lines.map((line) => label(line.key)).join(', ') : t('sort.open')}
      </Button>
    </Popover>
  );
}
