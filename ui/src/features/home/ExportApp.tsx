import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { toast } from '@/components/toasts';
import { exportApp } from './api/exportApp';

/** Downloads an application as a template that another server can install. */
export function ExportApp({ app, title }: { app: string; title: string }) {
  const { t } = useTranslation('home');
  const exporting = useMutation({
    mutationFn: () => exportApp(app),
    onSuccess: () => toast(t('export.done', { title }), { seconds: 5 }),
    onError: (error) =>
      toast(error instanceof ApiProblem ? error.sentence : t('export.failed'), { tone: 'error' }),
  });
  return (
    <Tooltip title={t('export.hint')}>
      <Button
        type="text"
        size="small"
        icon={<DownloadOutlined aria-hidden />}
        loading={exporting.isPending}
        aria-label={t('export.label', { title })}
        onClick={() => exporting.mutate()}
      >
        {t('export.action')}
      </Button>
    </Tooltip>
  );
}
