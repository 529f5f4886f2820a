import { Cascader } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from '../controlProps';
import type { InputProps } from '../defineField';
import {
  codesOf,
  levels,
  loadDistricts,
  loadStreets,
  regionText,
  valueOf,
  type Region,
  type RegionValue,
} from './regions';
import type { RegionOptions } from '.';

/** Province, city, district and, where asked for, street. */
export function RegionInput({
  value,
  field,
  readOnly,
  inCell: _,
  onChange,
  ...rest
}: InputProps<RegionValue | null | undefined, RegionOptions>) {
  const { t } = useTranslation('fields');
  const { text } = useLanguage();
  const depth = field.street ? 4 : (field.levels ?? 3);
  const [regions, setRegions] = useState<Region[]>();
  const [asked, setAsked] = useState(false);

  useEffect(() => {
    if (!asked) return;
    let live = true;
    void (depth > 3 ? loadStreets() : loadDistricts())
      .then((loaded) => live && setRegions(loaded))
      .catch(() => live && setAsked(false));
    return () => {
      live = false;
    };
  }, [asked, depth]);

  return (
    <Cascader<Region, 'code'>
      {...controlProps(rest)}
      value={value ? codesOf(value, regions ?? []) : []}
      options={regions ? pruned(regions, depth) : []}
      fieldNames={{ value: 'code', label: 'name', children: 'children' }}
      displayRender={() => (value ? regionText(value) : '')}
      placeholder={text(field.placeholder, t('region.choose'))}
      notFoundContent={asked && !regions ? t('loading') : t('none')}
      allowClear={!readOnly}
      changeOnSelect
      {...(readOnly ? { open: false } : {})}
      showSearch={{ limit: 30 }}
      onOpenChange={(open) => open && setAsked(true)}
      onFocus={() => setAsked(true)}
      onChange={(_codes, path) =>
        onChange(path ? valueOf(path.map(({ code, name }) => ({ code, name }))) : null)
      }
      style={{ width: '100%' }}
    />
  );
}

const pruned = (regions: Region[], depth: number): Region[] =>
  depth >= levels.length
    ? regions
    : regions.map(({ children, ...region }) =>
        depth > 1 && children ? { ...region, children: pruned(children, depth - 1) } : region,
      );
