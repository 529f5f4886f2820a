import { SearchOutlined } from '@ant-design/icons';
import { Modal } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useForms } from '@/api/forms';
import { useMe } from '@/api/me';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useSettled } from '@/lib/useSettled';
import { commandsOf, matching } from './commands';
import styles from './Finder.module.css';
import { useRecordSearch } from './searchRecords';
import { useSections } from './useSections';

interface Hit {
  key: string;
  group: string;
  title: string;
  hint?: string | undefined;
  act: () => void;
}

/** One place to find records, forms and commands. */
export function Finder({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const { t } = useTranslation('app');
  const { text } = useLanguage();
  const navigate = useNavigate();
  const { isAdministrator } = useMe();
  const { sections } = useSections(t('nav.otherForms'));
  const { data: forms } = useForms();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const settled = useSettled(typed.trim(), 150);
  const found = useRecordSearch(settled);

  // The dialog takes the focus for itself while it opens: what is typed meanwhile belongs to the search all the same.
  useEffect(() => {
    const toInput = () => input.current?.focus();
    window.addEventListener('keydown', toInput, true);
    return () => window.removeEventListener('keydown', toInput, true);
  }, []);

  const go = (to: string) => void navigate(to);
  const formTitle = (key: string) => text(forms?.find((each) => each.key === key)?.title, key);
  const records = (settled ? (found.data?.items ?? []) : []).map((each): Hit => ({
    key: each.id,
    group: 'records',
    title: each.title,
    hint: [formTitle(each.form), each.text].filter(Boolean).join(' · '),
    act: () => go(`/forms/${each.form}/records/${each.id}`),
  }));
  const commands = matching(commandsOf(t, sections, isAdministrator, onShortcuts), typed).map(
    (each): Hit => ({ ...each, act: () => each.act(go) }),
  );
  const hits = [...records.slice(0, 12), ...commands.slice(0, 24)];
  const active = Math.min(at, hits.length - 1);

  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    hit.act();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(active + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(active - 1, 0));
    else if (event.key === 'Enter') choose(hits[active]);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={onClose}
      width={600}
      style={{ top: 72 }}
      styles={{ container: { padding: 0 } }}
      title={null}
      aria-label={t('finder.title')}
    >
      <div className={styles.input}>
        <SearchOutlined aria-hidden />
        <input
          ref={input}
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls="finder-hits"
          aria-activedescendant={hits[active] ? `hit-${active}` : undefined}
          aria-label={t('finder.title')}
          placeholder={t('search.hint')}
          // Not held by state: a letter typed while the page still loads would be taken back.
          defaultValue=""
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id="finder-hits" role="listbox" className={styles.hits} aria-label={t('finder.title')}>
        {hits.map((hit, index) => (
          <div key={`${hit.group} ${hit.key}`} role="presentation">
            {hits[index - 1]?.group === hit.group ? null : (
              <div className={styles.group}>{t(`finder.groups.${hit.group}`)}</div>
            )}
            <HitLine
              hit={hit}
              id={`hit-${index}`}
              on={index === active}
              onChoose={() => choose(hit)}
              onPoint={() => setAt(index)}
            />
          </div>
        ))}
      </div>
      {hits.length === 0 ? (
        <p className={styles.none}>{found.isFetching ? t('finder.looking') : t('finder.none', { typed })}</p>
      ) : null}
    </Modal>
  );
}

function HitLine({
  hit,
  id,
  on,
  onChoose,
  onPoint,
}: {
  hit: Hit;
  id: string;
  on: boolean;
  onChoose: () => void;
  onPoint: () => void;
}) {
  useEffect(() => {
    if (on) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }, [on, id]);
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={on}
      className={on ? `${styles.hit} ${styles.on}` : styles.hit}
      onMouseMove={onPoint}
      onClick={onChoose}
      onKeyDown={() => undefined}
    >
      <span>{hit.title}</span>
      <span className={styles.hint}>{hit.hint}</span>
    </div>
  );
}
