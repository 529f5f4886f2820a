import { FilterOutlined, InboxOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { EmptyState } from '@/components/EmptyState';

/** Why the list is empty, and what to do about it. */
export function NoRecords({
  formKey,
  isFiltered,
  onClear,
}: {
  formKey: string;
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
            <Button onClick={() => void navigate(`/recycle-bin?form=${formKey}`)}>{t('empty.bin')}</Button>
          </>
        }
      />
    );
  return (
    <EmptyState
      icon={<InboxOutlined aria-hidden />}
      title={t('empty.title')}
      hint={t('empty.hint')}
      action={
        <Button type="primary" onClick={() => void navigate(`/forms/${formKey}/new`)}>
          {t('create')}
        </Button>
      }
      example={t('empty.example')}
    />
  );
}
