import { LinkOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { PlainInput } from '../PlainInput';
import styles from '../fields.module.css';

const short = (value: string) => value.replace(/^https?:\/\/(www\.)?|\/$/g, '');
const isWeb = (value: string) => /^https?:\/\/\S+\.\S+|^https?:\/\/localhost/i.test(value);

/** The browser's half of UrlField.cs: an address of the web. */
export const urlField = defineField<string>({
  type: 'url',
  icon: <LinkOutlined aria-hidden />,
  group: 'contact',
  shape: 'string',
  text: (value) => value,
  check: (value, _, language) =>
    isWeb(/^[a-z]+:/i.test(value) ? value : `https://${value}`)
      ? undefined
      : language === 'zh-CN'
        ? '网址以 https:// 开头，如 https://example.com。'
        : 'A web address begins with https://, such as https://example.com.',
  // Only http and https become links: a definition or an import must not smuggle a script into one.
  link: (value) => (isWeb(value) ? { kind: 'web', href: value } : undefined),
  Cell: ({ value }) => short(value),
  Display: ({ value }) =>
    isWeb(value) ? (
      <a className={styles.link} href={value} target="_blank" rel="noreferrer noopener">
        {short(value)}
      </a>
    ) : (
      value
    ),
  Input: (props) => <PlainInput {...props} inputMode="url" placeholder="https://" />,
});
