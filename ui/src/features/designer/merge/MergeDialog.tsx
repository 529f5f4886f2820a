import { Modal, Radio } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDefinition, Localized } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { mergeDrafts, type Keyed, type MergeConflict } from '../model/merge';
import type { Draft } from '../model/uids';
import type { Stale } from '../useDraftSync';
import { ChangeList } from './ChangeList';
import styles from './merge.module.css';

interface Props {
  stale: Stale;
  mine: Draft;
  onSettle: (merged: FormDefinition) => void;
}

/** Somebody else saved the draft meanwhile: what they changed, merged with mine; where both changed the same, one chooses. */
export function MergeDialog({ stale, mine, onSettle }: Props) {
  const { t } = useTranslation('designer');
  const { text, language } = useLanguage();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const { conflicts, changes } = useMemo(
    () => mergeDrafts(stale.base, mine, stale.theirs.definition),
    [stale, mine],
  );

  const settle = (keepMine: (conflict: string) => boolean) =>
    onSettle(mergeDrafts(stale.base, mine, stale.theirs.definition, keepMine).merged);
  const named = (part: string | Keyed) =>
    typeof part === 'string' ? t(`attribute.${part}`, part) : text(part.label ?? part.title, part.key);
  const shown = ({ attribute, within }: MergeConflict, value: unknown): string => {
    const last = within.at(-1) ?? attribute;
    if (last === undefined || typeof last === 'object') return t(value ? 'merge.kept' : 'merge.removed');
    if (value === undefined || value === null || value === '') return t('merge.nothing');
    if (Array.isArray(value)) return value.map(words).join(language === 'zh-CN' ? '、' : ', ');
    if (last === 'sensitive') return t(`sensitivity.${String(value)}`, String(value));
    return words(value);
  };
  /** A rule by its condition, anything else by its name; what has neither as it is written. */
  const words = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return String(value);
    if ('when' in value) return t('ruleWhen', { condition: String(value.when) });
    if ('key' in value) return named(value as Keyed);
    return text(value as Localized, JSON.stringify(value));
  };

  return (
    <Modal
      open
      title={t('merge.title')}
      width={560}
      okText={t('merge.action')}
      cancelText={t('merge.mine')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      onOk={() => settle((conflict) => !theirs.has(conflict))}
      onCancel={() => onSettle(mine)}
    >
      <p>{t('merge.text')}</p>
      <ChangeList changes={changes} />
      {conflicts.map((conflict) => {
        const { id, field, attribute, within } = conflict;
        return (
          <fieldset key={id} className={styles.conflict}>
            <legend>
              {field ? text(field.label, field.key) : t('theForm')}
              {[...(attribute ? [attribute] : []), ...within].map((part) => ` · ${named(part)}`)}
            </legend>
            <Radio.Group
              vertical
              value={theirs.has(id) ? 'theirs' : 'mine'}
              onChange={(event) => {
                const next = new Set(theirs);
                if (event.target.value === 'theirs') next.add(id);
                else next.delete(id);
                setTheirs(next);
              }}
              options={[
                {
                  value: 'mine',
                  label: t('merge.keepMine', {
                    value: shown(conflict, conflict.mine),
                  }),
                },
                {
                  value: 'theirs',
                  label: t('merge.takeTheirs', {
                    value: shown(conflict, conflict.theirs),
                  }),
                },
              ]}
            />
          </fieldset>
        );
      })}
    </Modal>
  );
}
