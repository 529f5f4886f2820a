import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { controlProps } from '../controlProps';
import type { InputProps } from '../defineField';
import styles from '../fields.module.css';

const written = (value: unknown) =>
  value === null || value === undefined ? '' : JSON.stringify(value, null, 2);

/** JSON as text, checked while it is typed; what cannot be read is not sent. */
export function JsonInput({ value, readOnly, field: _, inCell: __, onChange, ...rest }: InputProps) {
  const { t } = useTranslation('fields');
  const [typed, setTyped] = useState<{ text: string; value: unknown; error?: string }>();
  const current =
    typed && (typed.error || JSON.stringify(typed.value) === JSON.stringify(value ?? null))
      ? typed
      : undefined;

  const change = (text: string) => {
    try {
      const next: unknown = text.trim() === '' ? null : JSON.parse(text);
      setTyped({ text, value: next });
      onChange(next);
    } catch (error) {
      setTyped({ text, value, error: (error as Error).message });
    }
  };

  return (
    <div className={styles.stack}>
      <Input.TextArea
        {...controlProps(rest)}
        className={styles.code ?? ''}
        value={current?.text ?? written(value)}
        readOnly={readOnly ?? false}
        spellCheck={false}
        autoSize={{ minRows: 3, maxRows: 20 }}
        {...(current?.error ? { status: 'error' as const } : {})}
        onChange={(event) => change(event.target.value)}
      />
      <div className={styles.line} role="status">
        {current?.error ? (
          <span style={{ color: 'var(--lost)' }}>{t('json.wrong', { message: current.error })}</span>
        ) : null}
        {!current?.error && current?.text && current.text !== written(value) ? (
          <Button size="small" onClick={() => setTyped(undefined)}>
            {t('json.tidy')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
