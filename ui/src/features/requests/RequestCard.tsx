import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { withdrawRequest, type AccessRequest, type RequestBox } from '@/api/requests';
import { RelativeTime } from '@/components/RelativeTime';
import { Tag, type Tone } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { momentText } from '@/lib/time';
import { DecideDialog } from './DecideDialog';
import styles from './requests.module.css';

const tones: Record<AccessRequest['state'], Tone> = {
  open: 'ageing',
  granted: 'good',
  rejected: 'lost',
  withdrawn: 'plain',
  lapsed: 'plain',
};

/** Who asks for what and why, what became of it, and what one may do about it. */
export function RequestCard({ request, box }: { request: AccessRequest; box: RequestBox }) {
  const { t } = useTranslation('requests');
  const { t: words } = useTranslation('access');
  const { language, text } = useLanguage();
  const queries = useQueryClient();
  const [open, setOpen] = useState<'grant' | 'reject'>();
  const withdraw = useMutation({
    mutationFn: () => withdrawRequest(request.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['requests'] }),
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });
  const { kind, state, record, form, until } = request;
  const actions = request.actions.map((action) => words(`action.${action}`)).join(t('comma'));
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <strong>
          {box === 'mine' ? actions : t('wants', { who: request.by.title ?? t('somebody'), actions })}
        </strong>
        <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
      </div>
      <div className={styles.what}>
        <Tag tone="plain">{t(`kind.${kind}`)}</Tag>{' '}
        {request.formTitle ? <Link to={`/forms/${form}`}>{text(request.formTitle, form)}</Link> : form}
        {record ? (
          <>
            {' · '}
            {record.title !== null ? (
              <Link to={`/forms/${form}/records/${record.id}`}>{record.title || t('untitled')}</Link>
            ) : (
              t(box === 'mine' ? 'oneRecord' : 'noRecord')
            )}
          </>
        ) : null}
        {request.field ? ` · ${text(request.fieldLabel, request.field)}` : null}
      </div>
      <q className={styles.reason}>{request.reason}</q>
      <div className={styles.facts}>
        <RelativeTime at={request.at} />
        {request.wantedUntil && state === 'open' ? (
          <span>{t('wantedUntil', { until: momentText(request.wantedUntil, language) })}</span>
        ) : null}
        {state === 'granted' && until ? (
          <span>{request.usedAt ? t('used') : t('until', { until: momentText(until, language) })}</span>
        ) : null}
        {request.decidedBy ? (
          <span>{t('decidedBy', { who: request.decidedBy.title ?? t('somebody') })}</span>
        ) : null}
        {request.note ? <q>{request.note}</q> : null}
      </div>
      {box === 'toDecide' ? (
        <div className={styles.ways}>
          <Button type="primary" onClick={() => setOpen('grant')}>
            {t(`grant.${kind}`)}
          </Button>
          <Button onClick={() => setOpen('reject')}>{t('reject')}</Button>
        </div>
      ) : null}
      {box === 'mine' && state === 'open' ? (
        <div className={styles.ways}>
          <Button size="small" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('withdraw')}
          </Button>
        </div>
      ) : null}
      {open ? <DecideDialog request={request} way={open} onClose={() => setOpen(undefined)} /> : null}
    </li>
  );
}
