import { FieldTimeOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import table from '@/components/table.module.css';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useNumbers } from '@/lib/useNumbers';
import { endNow, retentionOfForms, type FormRetention } from './api/subject';
import styles from './personal-data.module.css';

/** What forms hold personal data for, for how long, and what is past its time. */
export function Retention() {
  const { t } = useTranslation('personal-data');
  const list = useQuery({ queryKey: ['personal-data', 'forms'], queryFn: retentionOfForms });
  if (list.isPending) return <SkeletonRows label={t('loading')} />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.items.length === 0)
    return (
      <EmptyState
        icon={<FieldTimeOutlined aria-hidden />}
        title={t('retention.none')}
        hint={t('retention.noneHint')}
      />
    );
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.form')}</th>
            <th scope="col">{t('retention.rule')}</th>
            <th scope="col">{t('retention.due')}</th>
            <th scope="col">{t('retention.last')}</th>
            <th scope="col" className={table.end}>
              <span className="visually-hidden">{t('retention.run')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.data.items.map((item) => (
            <Row key={item.form} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ item }: { item: FormRetention }) {
  const { t } = useTranslation('personal-data');
  const { text } = useLanguage();
  const number = useNumbers();
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: () => endNow(item.form),
    onSuccess: (pass) => {
      toast(t('retention.done', { moved: pass.moved, purged: pass.purged, kept: pass.kept }));
      void queries.invalidateQueries();
    },
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });
  const title = text(item.formTitle ?? undefined, item.form);
  return (
    <tr>
      <td className={styles.reason}>
        <Link to={`/forms/${item.form}`} className={table.name}>
          {title}
        </Link>
        <div className={table.muted}>{text(item.purpose ?? undefined)}</div>
      </td>
      <td className={table.soft}>
        {item.rule
          ? t('retention.says', { after: item.rule.after, then: t(`retention.then.${item.rule.then}`) })
          : t('retention.forEver')}
      </td>
      <td className={table.soft}>
        {item.due ? t('retention.records', { count: item.due.live, shown: number(item.due.live) }) : null}
      </td>
      <td className={table.muted}>
        {item.last ? (
          <>
            <RelativeTime at={item.last.at} />
            {item.last.kept > 0 ? ` · ${t('retention.kept', { count: item.last.kept })}` : ''}
          </>
        ) : null}
      </td>
      <td className={table.end}>
        {item.rule && item.rule.then !== 'review' ? (
          <Popconfirm
            title={t('retention.sure', { count: item.due?.live ?? 0 })}
            okText={t('retention.run')}
            onConfirm={() => ending.mutate()}
          >
            <Button size="small" loading={ending.isPending}>
              {t('retention.run')}
            </Button>
          </Popconfirm>
        ) : null}
      </td>
    </tr>
  );
}
