import { TableOutlined } from '@ant-design/icons';
import { defineField, type CellProps } from '../defineField';
import { NumberSetting } from '../settings';
import { rowsOf, type TableOptions } from './rows';
import { TableInput } from './TableInput';
import { registered } from '../known';

const count = (value: unknown[], language: string) =>
  language === 'zh-CN' ? `${value.length} 行` : `${value.length} ${value.length === 1 ? 'row' : 'rows'}`;

/** The browser's half of TableField.cs: rows inside a record. */
export const tableField = defineField<unknown[], TableOptions>({
  type: 'table',
  icon: <TableOutlined aria-hidden />,
  group: 'relation',
  shape: 'array',
  wide: true,
  defaults: { fields: [] },
  text: (value, { fields = [] }, language) =>
    rowsOf(value)
      .map((row) =>
        fields
          .map((column) => registered(column.type)?.text(row[column.key], column, language) ?? '')
          .filter(Boolean)
          .join(' · '),
      )
      .join(language === 'zh-CN' ? '；' : '; '),
  check: (value, { minRows = 0, maxRows = 500 }, language) => {
    const zh = language === 'zh-CN';
    if (value.length < minRows) return zh ? `至少 ${minRows} 行。` : `At least ${minRows} rows.`;
    return value.length > maxRows ? (zh ? `最多 ${maxRows} 行。` : `At most ${maxRows} rows.`) : undefined;
  },
  Cell: ({ value, language }) => count(value, language),
  Display: ({ value, field }: CellProps<unknown[], TableOptions>) => (
    <TableInput value={value} field={field} readOnly onChange={() => undefined} />
  ),
  Input: TableInput,
  Settings: (props) => (
    <>
      <NumberSetting name="minRows" min={0} {...props} />
      <NumberSetting name="maxRows" min={1} max={5000} {...props} />
    </>
  ),
});
