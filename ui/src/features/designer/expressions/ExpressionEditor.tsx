import { CheckOutlined, WarningOutlined } from '@ant-design/icons';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useDesigner } from '../designerContext';
import { functionAround, offers, taken, type Offer } from './completion';
import styles from './expressions.module.css';
import { faultOf, functions } from './language';

interface Props {
  id?: string;
  label: string;
  value: string;
  result?: 'boolean';
  large?: boolean;
  takesFocus?: boolean;
  onChange: (value: string) => void;
}

/** An expression: completed while it is typed, checked at once. */
export function ExpressionEditor({ id, label, value, large, takesFocus = false, onChange }: Props) {
  const { t } = useTranslation('designer');
  const { language } = useLanguage();
  const { designer } = useDesigner();
  const input = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const [caret, setCaret] = useState<number>();
  const [active, setActive] = useState(0);
  const { draft } = designer;
  const found = caret === undefined ? [] : offers(value, caret, draft, functions, language);
  const around =
    caret === undefined ? undefined : functions.find((each) => each.name === functionAround(value, caret));
  const fault = useMemo(
    () => (value.trim() === '' ? undefined : faultOf(value, draft, language)),
    [value, draft, language],
  );

  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);

  const take = (offer: Offer) => {
    const next = taken(value, caret ?? value.length, offer);
    onChange(next.source);
    setActive(0);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.caret, next.caret);
      setCaret(offer.kind === 'option' ? undefined : next.caret);
    });
  };
  const keys = (event: KeyboardEvent) => {
    const offer = found[active];
    if (!offer) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      setActive((active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    else if (event.key === 'Tab' || event.key === 'Enter') take(offer);
    else if (event.key === 'Escape') setCaret(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.editor}>
      <textarea
        ref={input}
        id={id}
        className={styles.source}
        role="combobox"
        aria-label={label}
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${list}-${active}` : undefined}
        aria-invalid={fault !== undefined}
        spellCheck={false}
        autoComplete="off"
        rows={large ? 4 : Math.min(6, Math.max(2, Math.ceil(value.length / 34)))}
        value={value}
        placeholder={t('expression.example')}
        onChange={(event) => {
          onChange(event.target.value);
          setCaret(event.target.selectionStart);
          setActive(0);
        }}
        onKeyDown={keys}
        onClick={(event) => setCaret(event.currentTarget.selectionStart)}
        onBlur={() => setTimeout(() => setCaret(undefined), 120)}
      />
      <div
        id={list}
        role="listbox"
        aria-label={t('expression.offers')}
        className={styles.offers}
        hidden={found.length === 0}
      >
        {found.map((offer, index) => (
          // The keys work in the text above; the list is for the mouse.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the text area
          <div
            key={offer.insert}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(offer)}
          >
            <code>{offer.kind === 'function' ? offer.detail : offer.insert}</code>
            <span>
              {offer.kind === 'function'
                ? offer.help
                : `${offer.detail && offer.kind === 'field' ? `${offer.detail} · ` : ''}${offer.label}`}
            </span>
          </div>
        ))}
      </div>
      {around && found.length === 0 ? (
        <p className={styles.around}>
          <code>{around.signature}</code> {language === 'zh-CN' ? around.zh : around.en}
        </p>
      ) : null}
      <p className={styles.check} role="status">
        {value.trim() === '' ? null : fault ? (
          <span className={styles.fault}>
            <WarningOutlined aria-hidden />{' '}
            {t('expression.fault', { line: fault.line, column: fault.column, message: fault.message })}
          </span>
        ) : (
          <>
            <CheckOutlined aria-hidden /> {t('expression.fine')}
          </>
        )}
      </p>
    </div>
  );
}
