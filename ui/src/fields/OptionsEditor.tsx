import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, Input, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SelectOption } from '@/api/types';
import { colourOf, optionColours, OptionTag } from '@/components/OptionTag';
import { LocalizedInput } from '@/components/settings/LocalizedInput';
import styles from './OptionsEditor.module.css';
import { nextOptionKey } from './options';

interface Props {
  options: SelectOption[];
  onChange: (options: SelectOption[]) => void;
}

/** The options of a select: words in both languages, key, colour and order. */
export function OptionsEditor({ options, onChange }: Props) {
  const { t } = useTranslation('fields');
  const change = (index: number, next: SelectOption) =>
    onChange(options.map((each, at) => (at === index ? next : each)));
  const move = (index: number, by: number) => {
    const next = [...options];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    onChange(next);
  };

  return (
    <div className={styles.editor} role="group" aria-label={t('setting.options')}>
      {options.map((option, index) => (
        <div key={index} className={styles.option}>
          <div className={styles.head}>
            <Dropdown
              trigger={['click']}
              menu={{
                selectedKeys: [colourOf(option.color)],
                items: optionColours.map((color) => ({
                  key: color,
                  label: <OptionTag option={{ key: t(`colour.${color}`), label: {}, color }} />,
                })),
                onClick: ({ key }) => {
                  const { color: _, ...plain } = option;
                  change(index, key === 'default' ? plain : { ...plain, color: key });
                },
              }}
            >
              <button
                type="button"
                className={styles.colour}
                aria-label={t('option.colour', { name: option.key })}
              >
                <OptionTag option={option} />
              </button>
            </Dropdown>
            <Input
              size="small"
              variant="borderless"
              className={styles.key}
              aria-label={t('option.key')}
              value={option.key}
              onChange={(event) => change(index, { ...option, key: event.target.value.replace(/\s/g, '') })}
            />
            <Button
              size="small"
              type="text"
              disabled={index === 0}
              icon={<ArrowUpOutlined aria-hidden />}
              aria-label={t('option.up')}
              onClick={() => move(index, -1)}
            />
            <Button
              size="small"
              type="text"
              disabled={index === options.length - 1}
              icon={<ArrowDownOutlined aria-hidden />}
              aria-label={t('option.down')}
              onClick={() => move(index, 1)}
            />
            <Tooltip title={t('option.remove')}>
              <Button
                size="small"
                type="text"
                icon={<CloseOutlined aria-hidden />}
                aria-label={t('option.remove')}
                onClick={() => onChange(options.filter((_, at) => at !== index))}
              />
            </Tooltip>
          </div>
          <LocalizedInput
            name={t('option.label')}
            value={option.label}
            onChange={(label) => change(index, { ...option, label })}
          />
        </div>
      ))}
      <Button
        size="small"
        type="dashed"
        block
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange([...options, { key: nextOptionKey(options), label: {} }])}
      >
        {t('option.add')}
      </Button>
    </div>
  );
}
