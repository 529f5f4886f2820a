import { PartitionOutlined } from '@ant-design/icons';
import { Cascader } from 'antd';
import type { Language, SelectOption } from '@/api/types';
import { textIn, useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from '../controlProps';
import { defineField } from '../defineField';
import type { OptionsOptions } from '../options';
import { CascadeSettings } from './CascadeSettings';

/** The labels from the root to the leaf; a key that the tree no longer has shows itself. */
export function pathText(keys: string[], options: SelectOption[] | undefined, language: Language) {
  const labels: string[] = [];
  let level = options;
  for (const key of keys) {
    const option = level?.find((each) => each.key === key);
    labels.push(textIn(language, option?.label, key));
    level = option?.children;
  }
  return labels.join(' / ');
}

/** The browser's half of CascadeField.cs: a leaf of a tree, stored as the keys that lead to it. */
export const cascadeField = defineField<string[], OptionsOptions>({
  type: 'cascade',
  icon: <PartitionOutlined aria-hidden />,
  group: 'media',
  shape: 'array',
  defaults: {
    options: [
      {
        key: 'option1',
        label: { 'zh-CN': '一级', en: 'Level one' },
        children: [{ key: 'option2', label: { 'zh-CN': '二级', en: 'Level two' } }],
      },
    ],
  },
  text: (value, { options }, language) => pathText(value, options, language),
  Input: function CascadeInput({ value, field, readOnly, inCell: _, onChange, ...rest }) {
    const { language, text } = useLanguage();
    return (
      <Cascader
        {...controlProps(rest)}
        value={value ?? []}
        placeholder={text(field.placeholder)}
        allowClear={!readOnly}
        {...(readOnly ? { open: false } : {})}
        showSearch
        options={nodes(field.options ?? [], language)}
        onChange={(keys) => onChange((keys as string[] | undefined) ?? null)}
        style={{ width: '100%' }}
      />
    );
  },
  Settings: CascadeSettings,
});

interface Node {
  value: string;
  label: string;
  children?: Node[];
}

const nodes = (options: SelectOption[], language: Language): Node[] =>
  options.map(({ key, label, children }) => ({
    value: key,
    label: textIn(language, label, key),
    ...(children?.length ? { children: nodes(children, language) } : {}),
  }));
