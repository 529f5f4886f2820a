import { CopyOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '@/lib/copyText';

interface Props {
  title: string;
  hint: string;
  width: number;
  /** What the button copies. */
  text: string;
  /** The secret as it is shown, with the button where it belongs. */
  children: (copy: ReactNode) => ReactNode;
  onClose: () => void;
}

/** A secret the only time that it is seen: it closes by its button alone. */
export function ShownOnce({ title, hint, width, text, children, onClose }: Props) {
  const { t } = useTranslation('people');
  const [copied, setCopied] = useState<boolean>();
  const copy = async () => setCopied(await copyText(text));
  return (
    <Modal
      open
      width={width}
      title={title}
      okText={t('tokens.kept')}
      cancelButtonProps={{ style: { display: 'none' } }}
      onOk={onClose}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
    >
      <p>{hint}</p>
      {children(
        <Button icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
          {copied ? t('tokens.copied') : t('tokens.copy')}
        </Button>,
      )}
      <p role="status">{copied === false ? t('tokens.copyByHand') : null}</p>
    </Modal>
  );
}
