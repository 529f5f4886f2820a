import { FilterOutlined, InboxOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { may } from '@/api/rights';
import type { Form } from '@/api/types';
import { EmptyState } from '@/components/EmptyState';

/** Why the list is empty, and what to do about it. */
export function NoRecords({
  form,
  isFiltered,
  onClear,
}: {
  form: Form;
  isFiltered: boolean;
  onClear: () => void;
}) {
  const { t } = useTranslation('records');
  const navigate = useNavigate();
  if (isFiltered)
    return (
      <EmptyState
        icon={<FilterOutlined aria-hidden />}
        title={t('empty.filtered')}
        hint={t('empty.filteredHint')}
        action={
          <>
            <Button onClick={onClear}>{t('empty.clear')}</Button>
            {may(form, 'restore') ? (
              <Button onClick={() => void navigate(`/recycle-bin?form=${form.key}`)}>{t('empty.bin')}</Button>
            ) : null}
          </>
        }
      />
    );
  if (!may(form, 'create'))
    return (
      <EmptyState
        icon={<InboxOutlined aria-hidden />}
        title={t('empty.title')}
        hint={t(form.rights?.rows === 'some' ? 'empty.someHint' : 'empty.readOnlyHint')}
      />
    );
  return (
    <EmptyState
      icon={<InboxOutlined aria-hidden />}
      title={t('empty.title')}
      hint={t('empty.hint')}
      action={
        <Button type="primary" onClick={() => void navigate(`/forms/${form.key}/new`)}>
          {t('create')}
        </Button>
      }
      example={t('empty.example')}
    />
  );
}
