import { Cascader, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { controlProps } from '../controlProps';
import type { InputProps } from '../defineField';
import styles from '../fields.module.css';
import {
  codesOf,
  levels,
  loadDistricts,
  regionText,
  valueOf,
  type Region,
  type RegionValue,
} from './regions';
import type { RegionOptions } from '.';

type Props = InputProps<RegionValue | null | undefined, RegionOptions>;

/** Province, city and district to choose, and the street to write where it is asked for. */
export function RegionInput({ value, field, readOnly, inCell, onChange, ...rest }: Props) {
  const { t } = useTranslation('fields');
  const { text } = useLanguage();
  const depth = field.levels ?? levels.length;
  const [regions, setRegions] = useState<Region[]>();
  const [asked, setAsked] = useState(false);
  const { street, ...place } = value ?? {};

  useEffect(() => {
    if (!asked) return;
    let live = true;
    void loadDistricts()
      .then((loaded) => live && setRegions(loaded))
      .catch(() => live && setAsked(false));
    return () => {
      live = false;
    };
  }, [asked]);

  const change = (next: RegionValue | null, nextStreet: string | undefined) => {
    const whole = { ...next, ...(nextStreet ? { street: nextStreet } : {}) };
    onChange(Object.keys(whole).length > 0 ? whole : null);
  };

  return (
    <div className={styles.stack}>
      <Cascader<Region, 'code'>
        {...controlProps(rest)}
        value={value?.province ? codesOf(place, regions ?? []) : []}
        options={regions ? pruned(regions, depth) : []}
        fieldNames={{ value: 'code', label: 'name', children: 'children' }}
        displayRender={() => regionText(place)}
        placeholder={text(field.placeholder, t('region.choose'))}
        notFoundContent={asked && !regions ? t('loading') : t('none')}
        allowClear={!readOnly}
        changeOnSelect
        {...(readOnly ? { open: false } : {})}
        showSearch={{ limit: 30 }}
        onFocus={() => setAsked(true)}
        onOpenChange={(open) => open && setAsked(true)}
        onChange={(_codes, path) =>
          change(path ? valueOf(path.map(({ code, name }) => ({ code, name }))) : null, street)
        }
        style={{ width: '100%' }}
      />
      {field.street === false || (inCell && !street) ? null : (
        <Input
          aria-label={t('region.street')}
          placeholder={t('region.street')}
          value={street ?? ''}
          readOnly={readOnly ?? false}
          onChange={(event) => change(Object.keys(place).length > 0 ? place : null, event.target.value)}
          {...(rest.onBlur ? { onBlur: rest.onBlur } : {})}
        />
      )}
    </div>
  );
}

const pruned = (regions: Region[], depth: number): Region[] =>
  regions.map(({ children, ...region }) =>
    depth > 1 && children ? { ...region, children: pruned(children, depth - 1) } : region,
  );
