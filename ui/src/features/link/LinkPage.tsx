import { useQuery } from '@tanstack/react-query';
import { DisconnectOutlined } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { comeByLink } from '@/api/client';
import { linkQuery } from '@/api/link';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import { LinkFrame } from './LinkFrame';
import { LinkFillIn } from './LinkFillIn';
import { LinkPassword } from './LinkPassword';
import { LinkRecord } from './LinkRecord';
import { LinkRecords } from './LinkRecords';

/** /s/:token: what somebody shared by a link, for whoever has it. */
export function LinkPage() {
  const { t } = useTranslation('link');
  const { token = '' } = useParams();
  const [pass, setPass] = useState<string>();
  comeByLink(pass ? `${token}.${pass}` : token);
  useEffect(() => () => comeByLink(undefined), []);
  const link = useQuery(linkQuery(token, pass));

  if (link.isPending)
    return (
      <LinkFrame>
        <SkeletonRows label={t('loading')} />
      </LinkFrame>
    );
  if (link.error instanceof ApiProblem && link.error.code === 'link_password_required')
    return (
      <LinkFrame>
        <LinkPassword onOpen={setPass} />
      </LinkFrame>
    );
  if (link.error instanceof ApiProblem && (link.error.status === 401 || link.error.status === 404))
    return (
      <LinkFrame>
        <EmptyState icon={<DisconnectOutlined aria-hidden />} title={t('gone.title')} hint={t('gone.hint')} />
      </LinkFrame>
    );
  if (link.error)
    return (
      <LinkFrame>
        <ErrorState error={link.error} onRetry={() => void link.refetch()} />
      </LinkFrame>
    );
  const { form, record, does, view } = link.data;
  if (does === 'fillIn') return <LinkFillIn form={form} />;
  return record ? (
    <LinkRecord form={form} id={record} />
  ) : (
    <LinkRecords form={form} view={view ?? undefined} />
  );
}
