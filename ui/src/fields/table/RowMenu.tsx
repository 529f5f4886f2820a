import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RowsProps } from './TableInput';

interface Props extends Pick<RowsProps, 'full' | 'onCopy' | 'onMove' | 'onRemove'> {
  row: number;
  count: number;
}

/** What can be done with one row. */
export function RowMenu({ row, count, full, onCopy, onMove, onRemove }: Props) {
  const { t } = useTranslation('fields');
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'copy', label: t('table.copy'), disabled: full },
          { key: 'up', label: t('table.up'), disabled: row === 0 },
          { key: 'down', label: t('table.down'), disabled: row === count - 1 },
          { type: 'divider' },
          { key: 'remove', label: t('table.remove'), danger: true },
        ],
        onClick: ({ key, domEvent }) => {
          domEvent.stopPropagation();
          if (key === 'copy') onCopy(row);
          else if (key === 'remove') onRemove(row);
          else onMove(row, key === 'up' ? -1 : 1);
        },
      }}
    >
      <Button
        type="text"
        size="small"
        icon={<MoreOutlined aria-hidden />}
        aria-label={t('table.more', { number: row + 1 })}
      />
    </Dropdown>
  );
}
