import { CodeOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { JsonInput } from './JsonInput';
import styles from '../fields.module.css';

/** The browser's half of JsonField.cs: any JSON, for programs. */
export const jsonField = defineField<unknown>({
  type: 'json',
  icon: <CodeOutlined aria-hidden />,
  group: 'media',
  shape: 'any',
  wide: true,
  text: (value) => JSON.stringify(value),
  Display: ({ value }) => <pre className={styles.code}>{JSON.stringify(value, null, 2)}</pre>,
  Input: JsonInput,
});
