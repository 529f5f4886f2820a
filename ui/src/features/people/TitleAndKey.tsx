import { Form, Input, type FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@/api/types';

export interface TitleValues {
  zh?: string;
  en?: string;
  key: string;
}

export const titleOf = ({ zh, en }: TitleValues): Localized => ({
  ...(zh?.trim() ? { 'zh-CN': zh.trim() } : {}),
  ...(en?.trim() ? { en: en.trim() } : {}),
});

/** A name in at least one language. */
export const titleRule = (form: FormInstance, message: string) => ({
  validator: () =>
    form.getFieldValue('zh') || form.getFieldValue('en')
      ? Promise.resolve()
      : Promise.reject(new Error(message)),
});

/** A name in both languages and the key that programs use. */
export function TitleAndKey({
  form,
  rule,
  keyLocked,
}: {
  form: FormInstance;
  rule: ReturnType<typeof titleRule>;
  keyLocked?: boolean;
}) {
  const { t } = useTranslation('people');
  return (
    <>
      <Form.Item name="zh" label={t('nameZh')} rules={[rule]}>
        <Input autoFocus maxLength={100} />
      </Form.Item>
      <Form.Item name="en" label={t('nameEn')}>
        <Input
          maxLength={100}
          onBlur={() =>
            !form.getFieldValue('key') &&
            form.setFieldValue('key', keyFrom(String(form.getFieldValue('en') ?? '')))
          }
        />
      </Form.Item>
      <Form.Item
        name="key"
        label={t('key')}
        extra={t('keyHint')}
        rules={[{ required: true, pattern: /^[a-z][A-Za-z0-9]{0,62}$/, message: t('keyWrong') }]}
      >
        <Input disabled={keyLocked ?? false} maxLength={63} />
      </Form.Item>
    </>
  );
}

function keyFrom(title: string) {
  const words = title
    .replace(/[^A-Za-z0-9 ]/g, '')
    .split(/\s+/)
    .filter(Boolean);
  return words
    .map((word, index) => (index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
    .slice(0, 63);
}
