import { IdcardOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { PlainInput } from '../PlainInput';
import { checkIdCard, cleanIdCard } from './idCard';
import styles from '../fields.module.css';

/** The browser's half of IdCardField.cs: an identity number of 18 characters with its check digit. */
export const idCardField = defineField<string>({
  type: 'idCard',
  icon: <IdcardOutlined aria-hidden />,
  group: 'contact',
  shape: 'string',
  text: (value) => value,
  check: (value, _, language) => checkIdCard(value, language),
  Cell: ({ value }) => <span className={styles.number}>{value}</span>,
  Input: (props) => <PlainInput {...props} inputMode="text" clean={cleanIdCard} />,
});
