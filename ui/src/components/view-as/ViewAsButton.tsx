import { EyeOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { viewAs } from '@/api/viewAs';
import { toast } from '@/components/toasts';

/** Lets an administrator see the application as somebody else, after saying what that means. */
export function ViewAsButton({ user }: { user: { id: string; displayName: string } }) {
  const { t } = useTranslation('view-as');
  const begin = useMutation({
    mutationFn: () => viewAs(user.id),
    onError: (error) => toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' }),
  });
  return (
    <Popconfirm
      title={t('title', { name: user.displayName })}
      description={<div style={{ maxWidth: 280 }}>{t('hint')}</div>}
      okText={t('begin')}
      cancelText={t('cancel')}
      onConfirm={() => begin.mutate()}
    >
      <Button icon={<EyeOutlined aria-hidden />} loading={begin.isPending}>
        {t('begin')}
      </Button>
    </Popconfirm>
  );
}
