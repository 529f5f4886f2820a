import { SearchOutlined, TeamOutlined, UserAddOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { useSettled } from '@/lib/useSettled';
import { departmentsQuery } from './api/departments';
import { rolesQuery } from '@/api/roles';
import { listUsers, type User } from './api/users';
import styles from './people.module.css';
import { UserDialog } from './users/UserDialog';
import { UsersTable } from './users/UsersTable';

/** Everyone with an account. */
export function PeoplePage() {
  const { t } = useTranslation('people');
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<User | 'new'>();
  const q = useSettled(typed.trim());
  const roles = useQuery(rolesQuery);
  const departments = useQuery(departmentsQuery);
  const list = useInfiniteQuery({
    queryKey: ['users', q],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => listUsers(q, pageParam),
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null),
    placeholderData: keepPreviousData,
  });
  const users = list.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <>
      <PageHeader
        title={t('users.title')}
        actions={
          <Button type="primary" icon={<UserAddOutlined aria-hidden />} onClick={() => setOpen('new')}>
            {t('users.create')}
          </Button>
        }
      />
      <div className={styles.bar}>
        <Input
          allowClear
          className={`${styles.search}`}
          prefix={<SearchOutlined aria-hidden />}
          placeholder={t('users.find')}
          aria-label={t('users.find')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {list.isPending ? <SkeletonRows label={t('loading')} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && users.length === 0 ? (
        <EmptyState icon={<TeamOutlined aria-hidden />} title={t('users.none')} hint={t('users.noneHint')} />
      ) : null}
      {users.length > 0 ? <UsersTable users={users} roles={roles.data ?? []} onOpen={setOpen} /> : null}
      {list.hasNextPage ? (
        <div className={styles.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
      {open ? (
        <UserDialog
          user={open === 'new' ? undefined : open}
          roles={roles.data ?? []}
          departments={departments.data ?? []}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  );
}
