import { Input } from 'antd';
import type { Language, Localized } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './settings.module.css';

interface Props {
  id?: string | undefined;
  /** What the text is: its name for assistive technology. */
  name: string;
  value: Localized | undefined;
  onChange: (value: Localized) => void;
  multiline?: boolean | undefined;
  autoFocus?: boolean | undefined;
  status?: 'error' | undefined;
}

const short: Record<Language, string> = { 'zh-CN': '中文', en: 'English' };

/** A text in both languages, the reader's own first. */
export function LocalizedInput({ id, name, value, onChange, multiline, autoFocus, status }: Props) {
  const { language } = useLanguage();
  const order: Language[] = language === 'zh-CN' ? ['zh-CN', 'en'] : ['en', 'zh-CN'];
  return (
    <div className={multiline ? undefined : styles.pair}>
      {order.map((each, index) => {
        const props = {
          ...(id && index === 0 ? { id } : {}),
          'aria-label': `${name} (${short[each]})`,
          placeholder: short[each],
          lang: each,
          value: value?.[each] ?? '',
          autoFocus: Boolean(autoFocus) && index === 0,
          ...(status ? { status } : {}),
          onChange: (event: { target: { value: string } }) =>
            onChange(changed(value, each, event.target.value)),
        };
        return multiline ? (
          <Input.TextArea
            key={each}
            {...props}
            autoSize={{ minRows: 1, maxRows: 6 }}
            style={{ marginBottom: 4 }}
          />
        ) : (
          <Input key={each} {...props} />
        );
      })}
    </div>
  );
}

function changed(value: Localized | undefined, language: Language, text: string): Localized {
  const { [language]: _, ...others } = value ?? {};
  return text === '' ? others : { ...others, [language]: text };
}
