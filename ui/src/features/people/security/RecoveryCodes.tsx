import { CopyOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './security.module.css';

/** The only time the recovery codes are seen. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation('people');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(codes.join('\n'));
    setCopied(true);
  };
  return (
    <Modal
      open
      width={560}
      title={t('security.codesTitle')}
      okText={t('tokens.kept')}
      cancelButtonProps={{ style: { display: 'none' } }}
      onOk={onClose}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
    >
      <p>{t('security.codesHint')}</p>
      <ol className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Button icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
        {copied ? t('tokens.copied') : t('tokens.copy')}
      </Button>
    </Modal>
  );
}
