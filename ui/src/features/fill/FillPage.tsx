import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useForm } from '@/api/forms';
import { may } from '@/api/rights';
import type { RecordItem } from '@/api/types';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { RecordEditor } from '@/components/record-form/RecordEditor';
import { RequestButton } from '@/components/request/RequestButton';
import { SkeletonRows } from '@/components/Skeleton';
import { toast } from '@/components/toasts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { FillFrame } from './FillFrame';
import { givenBy } from './givenBy';
import { Purpose } from './Purpose';

/** /forms/:form/new: a new record. `?customer=ID` fills a reference in beforehand. */
export function FillPage() {
  const { t } = useTranslation('fill');
  const { text } = useLanguage();
  const { form: key = '' } = useParams();
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const form = useForm(key);
  const [round, setRound] = useState(0);
  const definition = form.data?.fillIn ?? form.data?.definition;
  const given = useMemo(() => (definition ? givenBy(query, definition) : {}), [definition, query]);

  if (form.error && !form.data)
    return (
      <ErrorState
        error={form.error}
        onRetry={() => void form.refetch()}
        request={{ form: key, action: 'create' }}
      />
    );
  if (!form.data) return <SkeletonRows label={t('loading')} />;
  if (!definition)
    return (
      <EmptyState
        title={t('unpublished.title')}
        hint={t('unpublished.hint')}
        action={<Link to={`/forms/${key}/design`}>{t('unpublished.design')}</Link>}
      />
    );

  if (!may(form.data, 'create'))
    return (
      <EmptyState
        title={t('refused.title')}
        hint={t('refused.hint')}
        action={<RequestButton wish={{ form: key, action: 'create' }} />}
      />
    );

  const sees = may(form.data, 'read');
  const title = text(definition.title, key);
  const back = sees ? `/forms/${key}` : '/';
  const saved = (record: RecordItem, then: 'done' | 'next') => {
    toast(
      t('saved', { title: record.title || title }),
      !sees
        ? {}
        : {
            action: { label: t('open'), act: () => void navigate(`/forms/${key}/records/${record.id}`) },
          },
    );
    for (const repair of record.repairs ?? []) toast(repair.message);
    if (then === 'next' || !sees) setRound(round + 1);
    // The guard lets go once the saved values have been drawn.
    else setTimeout(() => void navigate(`/forms/${key}/records/${record.id}`), 0);
  };

  return (
    <FillFrame
      title={t('new', { form: title })}
      description={text(definition.description)}
      back={back}
      before={<Purpose of={definition} />}
    >
      {(statePlace) => (
        <RecordEditor
          statePlace={statePlace}
          key={round}
          form={definition}
          given={given}
          saveLabel={t('save', { form: title })}
          allowNext
          onSaved={saved}
        />
      )}
    </FillFrame>
  );
}
