import { SolutionOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import { findSubject } from './api/subject';
import { EraseDialog } from './EraseDialog';
import { ExportDialog } from './ExportDialog';
import { FoundRecords } from './FoundRecords';
import styles from './personal-data.module.css';

/** Finds what is held about a person; what is chosen of it can be exported or erased. */
export function Subject() {
  const { t } = useTranslation('personal-data');
  const [value, setValue] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<'export' | 'erase' | null>(null);
  const finding = useMutation({
    mutationFn: findSubject,
    onSuccess: ({ items }) =>
      setChosen(new Set(items.filter((each) => each.by === 'value').map(({ id }) => id))),
  });
  const items = finding.data?.items ?? [];
  const picked = items.filter((each) => chosen.has(each.id));
  const find = () => (value.trim() ? finding.mutate(value.trim()) : undefined);

  return (
    <>
      <form
        className={styles.find}
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          find();
        }}
      >
        <Input
          autoFocus
          aria-label={t('find.value')}
          placeholder={t('find.placeholder')}
          value={value}
          maxLength={200}
          onChange={(event) => setValue(event.target.value)}
        />
        <Button type="primary" htmlType="submit" loading={finding.isPending}>
          {t('find.action')}
        </Button>
      </form>
      {finding.isPending ? <SkeletonRows label={t('loading')} /> : null}
      {finding.isError ? <ErrorState error={finding.error} onRetry={find} /> : null}
      {finding.isIdle ? (
        <EmptyState
          icon={<SolutionOutlined aria-hidden />}
          title={t('find.idle')}
          hint={t('find.idleHint')}
        />
      ) : null}
      {finding.isSuccess && items.length === 0 ? (
        <EmptyState
          icon={<SolutionOutlined aria-hidden />}
          title={t('find.none')}
          hint={t('find.noneHint')}
        />
      ) : null}
      {items.length > 0 && !finding.isPending ? (
        <>
          <div className={styles.bar} role="toolbar" aria-label={t('find.chosen', { count: picked.length })}>
            <span aria-live="polite">{t('find.chosen', { count: picked.length })}</span>
            <Button
              disabled={picked.length === 0 || !picked.every((each) => each.mayExport)}
              onClick={() => setDialog('export')}
            >
              {t('export.open')}
            </Button>
            <Button
              danger
              disabled={picked.length === 0 || !picked.every((each) => each.mayPurge)}
              onClick={() => setDialog('erase')}
            >
              {t('erase.open')}
            </Button>
          </div>
          <FoundRecords items={items} chosen={chosen} onChoose={setChosen} />
          {finding.data?.more ? <p className={styles.note}>{t('find.more')}</p> : null}
        </>
      ) : null}
      {dialog === 'export' ? <ExportDialog records={picked} onClose={() => setDialog(null)} /> : null}
      {dialog === 'erase' ? (
        <EraseDialog records={picked} value={value.trim()} onClose={() => setDialog(null)} onErased={find} />
      ) : null}
    </>
  );
}
