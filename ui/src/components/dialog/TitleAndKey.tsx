import { Form, Input, type FormInstance } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { freeKey, keyFrom } from '@/lib/keyFrom';

export interface TitleValues {
  zh?: string;
  en?: string;
  key: string;
}

export const titleOf = ({ zh, en }: TitleValues): Localized => ({
  ...(zh?.trim() ? { 'zh-CN': zh.trim() } : {}),
  ...(en?.trim() ? { en: en.trim() } : {}),
});

interface Props {
  form: FormInstance;
  /** What a new thing named only in Chinese gets as a key, "form" and then "form2"; absent where a key stands already. */
  stem?: string | undefined;
  taken?: readonly string[];
  example?: { zh: string; en: string };
}

/** A name in one language at least, the reader's own first, and the key that programs use: it follows the name until somebody types one. */
export function TitleAndKey({ form, stem, taken = [], example }: Props) {
  const { t } = useTranslation('components');
  const { language } = useLanguage();
  const order = language === 'zh-CN' ? (['zh', 'en'] as const) : (['en', 'zh'] as const);
  const byHand = useRef(stem === undefined);

  const propose = () => {
    if (byHand.current || stem === undefined) return;
    const { zh, en } = form.getFieldsValue(['zh', 'en']) as { zh?: string; en?: string };
    const name = `${en ?? ''}${zh ?? ''}`.trim();
    form.setFieldValue('key', keyFrom(en ?? '') || keyFrom(zh ?? '') || (name ? freeKey(stem, taken) : ''));
  };
  const named = () =>
    form.getFieldValue('zh') || form.getFieldValue('en')
      ? Promise.resolve()
      : Promise.reject(new Error(t('named.nameNeeded')));

  return (
    <>
      {order.map((each, index) => (
        <Form.Item
          key={each}
          name={each}
          label={t(each === 'zh' ? 'named.nameZh' : 'named.nameEn')}
          rules={index === 0 ? [{ validator: named }] : []}
        >
          <Input
            autoFocus={index === 0}
            maxLength={100}
            onChange={propose}
            {...(example ? { placeholder: example[each] } : {})}
          />
        </Form.Item>
      ))}
      <Form.Item
        name="key"
        label={t('named.key')}
        extra={t('named.keyHint')}
        rules={[{ required: true, pattern: /^[a-z][A-Za-z0-9]{0,62}$/, message: t('named.keyWrong') }]}
      >
        <Input
          maxLength={63}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => (byHand.current = event.target.value !== '')}
        />
      </Form.Item>
    </>
  );
}
