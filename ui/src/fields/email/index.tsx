import { MailOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { PlainInput } from '../PlainInput';
import styles from '../fields.module.css';

/** The browser's half of EmailField.cs. */
export const emailField = defineField<string>({
  type: 'email',
  icon: <MailOutlined aria-hidden />,
  group: 'contact',
  shape: 'string',
  text: (value) => value,
  check: (value, _, language) =>
    value.includes('*') || /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value.normalize('NFKC').trim())
      ? undefined
      : language === 'zh-CN'
        ? '邮箱要有 @ 和域名，如 zhang@example.com。'
        : 'An e-mail address has an @ and a domain, such as zhang@example.com.',
  link: (value) => (value.includes('*') ? undefined : { kind: 'mail', href: `mailto:${value}` }),
  Display: ({ value }) =>
    value.includes('*') ? (
      value
    ) : (
      <a className={styles.link} href={`mailto:${value}`}>
        {value}
      </a>
    ),
  Input: (props) => <PlainInput {...props} inputMode="email" placeholder="name@example.com" />,
});
