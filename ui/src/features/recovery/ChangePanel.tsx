import { CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { UndoDialog } from '@/components/differences/UndoDialog';
import { ErrorState } from '@/components/ErrorState';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import { Tag } from '@/components/Tag';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import { useNumbers } from '@/lib/useNumbers';
import { changeSetQuery } from './api/changeSet';
import styles from './ChangePanel.module.css';
import { RecordChanges } from './RecordChanges';

interface Props {
  id: string;
  to: (id?: string) => string;
  onClose: () => void;
}

/** One change set beside the list: who, when, and what it did record by record. */
export function ChangePanel({ id, to, onClose }: Props) {
  const { t } = useTranslation('recovery');
  const { text } = useLanguage();
  const number = useNumbers();
  const Heading = useIsPhone() ? 'h1' : 'h2';
  const [undoing, setUndoing] = useState(false);
  const { data, isPending, isError, error, refetch } = useQuery(changeSetQuery(id));

  return (
    <aside className={styles.panel} aria-label={text(data?.summary, t('changes.what'))}>
      <div className={styles.head}>
        <Heading>{text(data?.summary)}</Heading>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('changes.close')}
          title={t('changes.close')}
          onClick={onClose}
        />
      </div>
      {isPending ? <SkeletonRows rows={4} label={t('loading')} /> : null}
      {isError ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <p className={styles.facts}>
            {data.actor?.title ?? t('system')} · {t(`via.${data.via}`)} · <RelativeTime at={data.at} /> ·{' '}
            {t('changes.touched', { count: data.records ?? 0, shown: number(data.records ?? 0) })}
          </p>
          <div className={styles.actions}>
            {data.undoneBy ? (
              <>
                <Tag>{t('changes.undone')}</Tag>
                <Link to={to(data.undoneBy)}>{t('changes.seeUndo')}</Link>
              </>
            ) : (
              <Button type="primary" onClick={() => setUndoing(true)}>
                {t('changes.undo')}
              </Button>
            )}
            {data.undoes ? <Link to={to(data.undoes)}>{t('changes.seeUndone')}</Link> : null}
          </div>
          <RecordChanges key={id} changeSet={data} />
        </>
      ) : null}
      {undoing ? <UndoDialog changeSet={id} onClose={() => setUndoing(false)} /> : null}
    </aside>
  );
}
