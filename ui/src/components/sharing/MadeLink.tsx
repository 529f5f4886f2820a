import { Button, Input, QRCode, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { copyText } from '@/lib/copyText';
import styles from './sharing.module.css';

interface Props {
  address: string;
  hasPassword: boolean;
  onAnother: () => void;
}

/** A link that was just made: it is shown this once. */
export function MadeLink({ address, hasPassword, onAnother }: Props) {
  const { t } = useTranslation('sharing');
  const copy = async () => {
    if (await copyText(address)) toast(t('copied'), { seconds: 4 });
    else toast(t('copyByHand'), { tone: 'error' });
  };
  return (
    <div className={styles.made} role="status">
      <strong>{t('made')}</strong>
      <Space.Compact block>
        <Input
          readOnly
          value={address}
          aria-label={t('address')}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button type="primary" onClick={() => void copy()}>
          {t('copy')}
        </Button>
      </Space.Compact>
      <QRCode value={address} size={140} type="svg" bordered={false} />
      <p className={styles.hint}>{t(hasPassword ? 'onceWithPassword' : 'once')}</p>
      <Button onClick={onAnother}>{t('another')}</Button>
    </div>
  );
}
