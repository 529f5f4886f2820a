import { CloseOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import dayjs from 'dayjs';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { momentText } from '@/lib/time';
import styles from './access.module.css';

/** From when and until when something is held; without either, for good. */
export interface HeldTime {
  from: string | null;
  until: string | null;
}

export const forGood: HeldTime = { from: null, until: null };

export type Held = HeldTime & { key: string; label: string };

interface Props {
  /** What the list is of, for those who do not see it. */
  label: string;
  items: Held[];
  onChange: (key: string, time: HeldTime) => void;
  onRemove?: (key: string) => void;
}

/** Who or what is held for how long, each with a way to change it. What has ended is shown as such. */
export function HeldTimes({ label, items, onChange, onRemove }: Props) {
  const { t } = useTranslation('access');
  if (items.length === 0) return null;
  return (
    <ul className={styles.held} aria-label={label}>
      {items.map((item) => (
        <li key={item.key}>
          <span className={hasEnded(item) ? styles.ended : undefined}>{item.label}</span>
          <TimeButton item={item} onChange={(time) => onChange(item.key, time)} />
          {onRemove ? (
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('held.remove', { name: item.label })}
              onClick={() => onRemove(item.key)}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

export const hasEnded = ({ until }: HeldTime) => until !== null && new Date(until) <= new Date();

function TimeButton({ item, onChange }: { item: Held; onChange: (time: HeldTime) => void }) {
  const { t } = useTranslation('access');
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<TimeFields time={item} onChange={onChange} />}
    >
      <Button type="text" size="small" aria-label={t('held.change', { name: item.label })}>
        <TimeText time={item} />
      </Button>
    </Popover>
  );
}

/** "for good", "until 30 Nov 2026 18:00"; in red once it has ended. */
export function TimeText({ time }: { time: HeldTime }) {
  const { t } = useTranslation('access');
  const { language } = useLanguage();
  const [from, until] = [time.from, time.until].map((at) => (at ? momentText(at, language) : ''));
  if (hasEnded(time)) return <Tag tone="lost">{t('held.ended', { until })}</Tag>;
  const later = time.from !== null && new Date(time.from) > new Date();
  if (later)
    return <Tag tone="ageing">{until ? t('held.between', { from, until }) : t('held.from', { from })}</Tag>;
  return until ? <Tag tone="ageing">{t('held.until', { until })}</Tag> : <>{t('held.forGood')}</>;
}

function TimeFields({ time, onChange }: { time: HeldTime; onChange: (time: HeldTime) => void }) {
  const { t } = useTranslation('access');
  const [from, until] = [useId(), useId()];
  const next = (days: number) =>
    onChange({ from: null, until: dayjs().add(days, 'day').endOf('day').toISOString() });
  return (
    <div className={styles.times}>
      <label htmlFor={from}>{t('held.begins')}</label>
      <Moment id={from} value={time.from} onChange={(at) => onChange({ from: at, until: time.until })} />
      <label htmlFor={until}>{t('held.ends')}</label>
      <Moment id={until} value={time.until} onChange={(at) => onChange({ from: time.from, until: at })} />
      <div className={styles.short}>
        <Button size="small" onClick={() => next(1)}>
          {t('held.tomorrow')}
        </Button>
        <Button size="small" onClick={() => next(7)}>
          {t('held.week')}
        </Button>
        <Button size="small" onClick={() => onChange(forGood)}>
          {t('held.noEnd')}
        </Button>
      </div>
    </div>
  );
}

/** The browser's own input: it can be typed in, and telephones have a wheel for it. */
export function Moment({
  id,
  value,
  onChange,
}: {
  id: string;
  value: string | null;
  onChange: (at: string | null) => void;
}) {
  return (
    <Input
      id={id}
      type="datetime-local"
      value={value ? dayjs(value).format('YYYY-MM-DDTHH:mm') : ''}
      onChange={({ target }) => onChange(target.value ? dayjs(target.value).toISOString() : null)}
    />
  );
}
