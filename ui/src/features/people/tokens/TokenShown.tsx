import { CopyOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../people.module.css';

/** The only time the token is seen. */
export function TokenShown({ token, name, onClose }: { token: string; name: string; onClose: () => void }) {
  const { t } = useTranslation('people');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(token);
    setCopied(true);
  };
  return (
    <Modal
      open
      width={520}
      title={t('tokens.shownTitle', { name })}
      okText={t('tokens.kept')}
      cancelButtonProps={{ style: { display: 'none' } }}
      onOk={onClose}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
    >
      <p>{t('tokens.shownHint')}</p>
      <div className={styles.token}>
        <code>{token}</code>
        <Button icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
          {copied ? t('tokens.copied') : t('tokens.copy')}
        </Button>
      </div>
    </Modal>
  );
}
