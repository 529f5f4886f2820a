import { Modal, Radio } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDefinition } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { mergeDrafts } from '../model/merge';
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
  const { text } = useLanguage();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const { conflicts, changes } = useMemo(
    () => mergeDrafts(stale.base, mine, stale.theirs.definition),
    [stale, mine],
  );

  const settle = (keepMine: (conflict: string) => boolean) =>
    onSettle(mergeDrafts(stale.base, mine, stale.theirs.definition, keepMine).merged);
  const shown = (value: unknown) =>
    value === undefined
      ? t('merge.nothing')
      : typeof value === 'object'
        ? text(value as never, JSON.stringify(value))
        : String(value);

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
      {conflicts.map(({ id, field, attribute, mine: here, theirs: there }) => (
        <fieldset key={id} className={styles.conflict}>
          <legend>
            {field ? text(field.label, field.key) : t('theForm')}
            {attribute ? ` · ${t(`attribute.${attribute}`, attribute)}` : null}
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
                  value: attribute ? shown(here) : here ? t('merge.kept') : t('merge.removed'),
                }),
              },
              {
                value: 'theirs',
                label: t('merge.takeTheirs', {
                  value: attribute ? shown(there) : there ? t('merge.kept') : t('merge.removed'),
                }),
              },
            ]}
          />
        </fieldset>
      ))}
    </Modal>
  );
}
