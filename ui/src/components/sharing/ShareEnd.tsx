import { Button, DatePicker, Popover } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Share } from '@/api/shares';
import styles from './sharing.module.css';
import { useEnd } from './useShare';

const spans = [1, 7, 30, 90];

/** Until when something stays shared: sooner, later, or until it is revoked. */
export function ShareEnd({ share, name }: { share: Share; name: string }) {
  const { t } = useTranslation('sharing');
  const [open, setOpen] = useState(false);
  const end = useEnd();
  const set = (until: string | null) => {
    setOpen(false);
    end.mutate({ share, until });
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={
        <div className={styles.end} role="group" aria-label={t('changeEndName', { name })}>
          {spans.map((days) => (
            <Button key={days} size="small" onClick={() => set(dayjs().add(days, 'day').toISOString())}>
              {t('days', { count: days })}
            </Button>
          ))}
          <Button size="small" disabled={!share.until} onClick={() => set(null)}>
            {t('untilRevoked')}
          </Button>
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            allowClear={false}
            minDate={dayjs()}
            value={share.until ? dayjs(share.until) : null}
            aria-label={t('untilDate')}
            placeholder={t('untilDate')}
            onChange={(at) => at && set(at.toISOString())}
          />
        </div>
      }
    >
      <Button size="small" loading={end.isPending} aria-label={t('changeEndName', { name })}>
        {t('changeEnd')}
      </Button>
    </Popover>
  );
}
