import { ApartmentOutlined, LinkOutlined, UserOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { sharesOfForm, type Share } from '@/api/shares';
import { viewTicket } from '@/api/viewTicket';
import { ErrorState } from '@/components/ErrorState';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useNumbers } from '@/lib/useNumbers';
import styles from './sharing.module.css';
import { ShareEnd } from './ShareEnd';
import { useRevoke } from './useShare';

interface Props {
  form: string;
  record?: string | undefined;
  /** Only those of the whole form: views and filling in. */
  own?: boolean;
  /** Whether what is shared is said, too: where the list is about more than one thing. */
  withWhat?: boolean;
}

/** What is shared now, with whom and until when; each can be revoked. */
export function ShareList({ form, record, own, withWhat }: Props) {
  const { t } = useTranslation('sharing');
  const { data, isPending, isError, error, refetch } = useQuery(sharesOfForm(form, record));
  const shown = data?.filter((each) => !own || !each.record) ?? [];
  if (isPending) return <SkeletonRows rows={2} label={t('loading')} />;
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (shown.length === 0) return <p className={styles.hint}>{t(record ? 'noneOfRecord' : 'none')}</p>;
  return (
    <section aria-label={t('list')}>
      {withWhat ? null : <h3 className={styles.listTitle}>{t('list')}</h3>}
      <ShareRows shares={shown} withWhat={withWhat ?? own ?? false} />
    </section>
  );
}

/** Shares with how long they last, which whoever made them can change, as they can revoke them. */
export function ShareRows({ shares, withWhat }: { shares: Share[]; withWhat: boolean }) {
  const revoke = useRevoke();
  return (
    <ul className={styles.list}>
      {shares.map((each) => (
        <Row key={each.id} share={each} withWhat={withWhat} onRevoke={() => revoke.mutate(each)} />
      ))}
    </ul>
  );
}

const icons = {
  user: <UserOutlined aria-hidden />,
  department: <ApartmentOutlined aria-hidden />,
  link: <LinkOutlined aria-hidden />,
};

function Row({ share, withWhat, onRevoke }: { share: Share; withWhat: boolean; onRevoke: () => void }) {
  const { t } = useTranslation('sharing');
  const number = useNumbers();
  const name = share.with?.title || (share.note && share.kind === 'link' ? share.note : t('byLink'));
  return (
    <li>
      {icons[share.kind]}
      <div className={styles.what}>
        <strong>{name}</strong>
        <span>
          {withWhat ? (
            <>
              <What share={share} />
              {' · '}
            </>
          ) : null}
          {t(`may.${rightOf(share)}`)}
          {' · '}
          {share.until ? (
            <>
              {t('endsAt')} <RelativeTime at={share.until} />
            </>
          ) : (
            t('untilRevoked')
          )}
          {' · '}
          {t('by', { name: share.by.title })}
          {share.origin === 'request' ? ` · ${t('onRequest')}` : ''}
        </span>
        {share.link ? (
          <span>
            {share.link.hasPassword ? `${t('withPassword')} · ` : ''}
            {t('opened', { count: share.link.uses, shown: number(share.link.uses) })}
            {share.link.lastUsedAt ? (
              <>
                {t('lastOpened')} <RelativeTime at={share.link.lastUsedAt} />
              </>
            ) : null}
          </span>
        ) : null}
        {share.note && share.kind !== 'link' ? <q>{share.note}</q> : null}
      </div>
      {share.mayChange && !viewTicket() ? (
        <span className={styles.changes}>
          <ShareEnd share={share} name={name} />
          <Button size="small" aria-label={t('revokeName', { name })} onClick={onRevoke}>
            {t('revoke')}
          </Button>
        </span>
      ) : null}
    </li>
  );
}

/** The record, the view, or the form that is filled in. */
export function What({ share }: { share: Share }) {
  const { t } = useTranslation('sharing');
  const { text } = useLanguage();
  const form = text(share.formTitle, share.form);
  if (share.record)
    return (
      <Link to={`/forms/${share.form}/records/${share.record.id}`}>
        {share.record.title || t('aRecord', { form })}
      </Link>
    );
  if (share.actions.includes('create')) return <>{t('fillIn', { form })}</>;
  const view = share.view?.title ? text(share.view.title) : '';
  return <Link to={`/forms/${share.form}`}>{view ? t('view', { view, form }) : t('records', { form })}</Link>;
}

export const rightOf = ({ actions }: Share) =>
  actions.includes('create') ? 'create' : actions.includes('update') ? 'update' : 'read';
