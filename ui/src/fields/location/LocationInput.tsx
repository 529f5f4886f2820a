import { AimOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../defineField';
import type { Place } from '.';
import styles from '../fields.module.css';

/** Where one stands, or coordinates typed by hand. */
export function LocationInput({
  id,
  value,
  readOnly,
  label,
  describedBy,
  onChange,
}: InputProps<Place | null | undefined>) {
  const { t } = useTranslation('fields');
  const [state, setState] = useState<'idle' | 'asking' | 'refused'>('idle');
  const change = (patch: Partial<Place>) => {
    const next = { ...value, ...patch };
    if (next.address === '') delete next.address;
    onChange(next.lng == null && next.lat == null && !next.address ? null : next);
  };
  const ask = () => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        change({ lng: rounded(coords.longitude), lat: rounded(coords.latitude) });
      },
      () => setState('refused'),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };

  return (
    <div className={styles.stack} role="group" aria-label={label} aria-describedby={describedBy}>
      <div className={styles.line}>
        <InputNumber
          id={id}
          aria-label={t('location.lng')}
          placeholder={t('location.lng')}
          value={value?.lng ?? null}
          min={-180}
          max={180}
          readOnly={readOnly ?? false}
          controls={false}
          onChange={(lng) => change({ lng: lng as number })}
          style={{ width: 120 }}
        />
        <InputNumber
          aria-label={t('location.lat')}
          placeholder={t('location.lat')}
          value={value?.lat ?? null}
          min={-90}
          max={90}
          readOnly={readOnly ?? false}
          controls={false}
          onChange={(lat) => change({ lat: lat as number })}
          style={{ width: 120 }}
        />
        {readOnly || !('geolocation' in navigator) ? null : (
          <Button icon={<AimOutlined aria-hidden />} loading={state === 'asking'} onClick={ask}>
            {t('location.here')}
          </Button>
        )}
      </div>
      <Input
        aria-label={t('location.address')}
        placeholder={t('location.address')}
        value={value?.address ?? ''}
        readOnly={readOnly ?? false}
        onChange={(event) => change({ address: event.target.value })}
      />
      {state === 'refused' ? (
        <span className={styles.quiet} role="status">
          {t('location.refused')}
        </span>
      ) : null}
    </div>
  );
}

/** A sixth decimal is a hand's breadth; more is noise. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
