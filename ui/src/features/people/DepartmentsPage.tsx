import { ApartmentOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { departmentsQuery, type Department } from './api/departments';
import { DepartmentDialog } from './departments/DepartmentDialog';
import { DepartmentTree } from './departments/DepartmentTree';

/** The departments as a tree. */
export function DepartmentsPage() {
  const { t } = useTranslation('people');
  const departments = useQuery(departmentsQuery);
  const [open, setOpen] = useState<{ department?: Department; parent?: string }>();
  const create = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen({})}>
      {t('departments.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('departments.title')} actions={create} />
      {departments.isPending ? <SkeletonRows label={t('loading')} /> : null}
      {departments.isError ? (
        <ErrorState error={departments.error} onRetry={() => void departments.refetch()} />
      ) : null}
      {departments.data?.length === 0 ? (
        <EmptyState
          icon={<ApartmentOutlined aria-hidden />}
          title={t('departments.none')}
          hint={t('departments.noneHint')}
          action={create}
          example={t('departments.example')}
        />
      ) : null}
      {departments.data && departments.data.length > 0 ? (
        <DepartmentTree
          departments={departments.data}
          onOpen={(department) => setOpen({ department })}
          onAdd={(parent) => setOpen({ parent })}
        />
      ) : null}
      {open ? (
        <DepartmentDialog
          department={open.department}
          parent={open.parent}
          departments={departments.data ?? []}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  );
}
