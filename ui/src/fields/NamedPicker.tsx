import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Named } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from './controlProps';
import type { InputProps } from './defineField';

/** What is being looked for: the words typed, and whether the list is open. */
export interface Looking {
  typed: string;
  open: boolean;
}

interface Props extends Omit<InputProps<Named[]>, 'onChange'> {
  multiple: boolean;
  looking: Looking;
  onLook: (next: Looking) => void;
  found: readonly (Named & { hint?: string })[] | undefined;
  isFetching: boolean;
  onPick: (value: Named[]) => void;
  placeholder?: string;
  footer?: ReactNode;
}

/** Picks people, departments or records by name: always `{id, title}`. */
export function NamedPicker({
  value,
  field,
  readOnly,
  inCell: _,
  multiple,
  looking,
  onLook,
  found = [],
  isFetching,
  onPick,
  placeholder,
  footer,
  ...rest
}: Props) {
  const { t } = useTranslation('fields');
  const { text } = useLanguage();
  const { typed, open } = looking;
  const known = new Map([...value, ...found].map((each) => [each.id, each.title]));

  return (
    <Select<{ value: string; label: ReactNode }[] | { value: string; label: ReactNode } | undefined>
      {...controlProps(rest)}
      labelInValue
      {...(multiple ? { mode: 'multiple' as const } : {})}
      value={multiple ? value.map(asOption) : value[0] && asOption(value[0])}
      options={found.map((each) => ({ value: each.id, label: each.title, hint: each.hint }))}
      optionRender={({ label, data: option }) => (
        <>
          {label} <span style={{ color: 'var(--ink-3)' }}>{(option as { hint?: string }).hint}</span>
        </>
      )}
      placeholder={text(field.placeholder, placeholder ?? t('pick'))}
      showSearch={{
        filterOption: false,
        onSearch: (next) => onLook({ typed: next, open }),
        searchValue: typed,
      }}
      loading={isFetching && open}
      notFoundContent={isFetching ? t('loading') : t('none')}
      allowClear={!readOnly}
      open={readOnly ? false : open}
      onOpenChange={(next) => onLook({ typed: next ? typed : '', open: next })}
      popupRender={(menu) => (
        <>
          {menu}
          {footer}
        </>
      )}
      onChange={(next) => {
        const chosen = next === undefined ? [] : Array.isArray(next) ? next : [next];
        onPick(chosen.map(({ value: id }) => ({ id, title: known.get(id) ?? id })));
      }}
      style={{ width: '100%' }}
    />
  );
}

const asOption = ({ id, title }: Named) => ({ value: id, label: title });
