import { EllipsisOutlined, PlusOutlined, ShareAltOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { may } from '@/api/rights';
import type { Form } from '@/api/types';
import { PageHeader } from '@/components/PageHeader';

interface Props {
  form: Form;
  title: string;
  /** Shares the records as they are shown now; absent where one may not. */
  onShare?: (() => void) | undefined;
}

export function RecordsHeader({ form, title, onShare }: Props) {
  const { t } = useTranslation('records');
  const navigate = useNavigate();
  const items = [
    ...(may(form, 'restore') || may(form, 'delete')
      ? [{ key: 'bin', label: t('menu.bin'), onClick: () => void navigate(`/recycle-bin?form=${form.key}`) }]
      : []),
    ...(may(form, 'viewHistory')
      ? [
          {
            key: 'changes',
            label: t('menu.changes'),
            onClick: () => void navigate(`/changes?form=${form.key}`),
          },
        ]
      : []),
    ...(may(form, 'print') ? [{ key: 'print', label: t('menu.print'), onClick: () => window.print() }] : []),
    ...(may(form, 'manage')
      ? [
          {
            key: 'design',
            label: t('menu.design'),
            onClick: () => void navigate(`/forms/${form.key}/design`),
          },
          {
            key: 'access',
            label: t('menu.access'),
            onClick: () => void navigate(`/forms/${form.key}/access`),
          },
        ]
      : []),
  ];
  return (
    <PageHeader
      title={title}
      actions={
        <>
          {onShare ? (
            <Button
              icon={<ShareAltOutlined aria-hidden />}
              aria-label={t('share')}
              title={t('share')}
              onClick={onShare}
            />
          ) : null}
          {items.length > 0 ? (
            <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
              <Button icon={<EllipsisOutlined aria-hidden />} aria-label={t('menu.open')} />
            </Dropdown>
          ) : null}
          {may(form, 'create') ? (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              aria-keyshortcuts="n"
              onClick={() => void navigate(`/forms/${form.key}/new`)}
            >
              {t('create')}
            </Button>
          ) : null}
        </>
      }
    />
  );
}
