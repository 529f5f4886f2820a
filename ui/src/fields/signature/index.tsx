import { SignatureOutlined } from '@ant-design/icons';
import type { Language } from '@/api/types';
import { defineField } from '../defineField';
import { fileAddress, filesOf } from '../uploads';
import { SignatureInput } from './SignatureInput';
import styles from '../fields.module.css';

/** The browser's half of SignatureField.cs: a name written by hand, kept as a picture. */
export const signatureField = defineField<unknown>({
  type: 'signature',
  icon: <SignatureOutlined aria-hidden />,
  group: 'contact',
  shape: 'any',
  wide: true,
  text: (value, _, language) =>
    filesOf(value).length > 0 ? (language === 'zh-CN' ? '已签名' : 'Signed') : '',
  Cell: ({ value, language }) => pictures(value, language, styles.thumb),
  Display: ({ value, language }) => pictures(value, language, styles.signed),
  Input: SignatureInput,
});

const pictures = (value: unknown, language: Language, look: string | undefined) =>
  filesOf(value).map((file) => (
    <img
      key={file.id}
      src={fileAddress(file.id)}
      alt={language === 'zh-CN' ? '签名' : 'Signature'}
      className={look}
      loading="lazy"
    />
  ));
