import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDefinition, Filter } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { describe } from './describe';
import { FilterBuilder } from './FilterBuilder';
import styles from './filters.module.css';
import { countRules, emptyGroup, fromFilter, replaceAt, toFilter, type Group } from './filterModel';
import { useTargets } from './useTargets';
import { useTitles } from './useTitles';

interface Props {
  fields: FieldDefinition[];
  filter: Filter | null;
  onChange: (filter: Filter | null) => void;
}

/** Conditions as chips in plain words; a click opens the builder. */
export function FilterBar({ fields, filter, onChange }: Props) {
  const { t } = useTranslation('filters');
  const { language } = useLanguage();
  const targets = useTargets(fields);
  const [draft, setDraft] = useState<Group>();
  const root = useMemo(() => fromFilter(filter), [filter]);
  const titleOf = useTitles(draft ?? root, targets);
  const words = { t, language, targets, titleOf };

  const change = (next: Group) => {
    setDraft(next);
    if (JSON.stringify(toFilter(next)) !== JSON.stringify(filter)) onChange(toFilter(next));
  };

  const chips = root.join === 'and' ? root.items : countRules(root) > 0 ? [root] : [];

  return (
    <>
      {chips.map((node, index) => (
        <span key={index} className={styles.chip}>
          <button type="button" className={styles.chipText} onClick={() => setDraft(root)}>
            {describe(node, words)}
          </button>
          <button
            type="button"
            className={styles.chipClose}
            aria-label={t('remove', { condition: describe(node, words) })}
            onClick={() =>
              onChange(toFilter(root.join === 'and' ? replaceAt(root, [index], () => null) : emptyGroup()))
            }
          >
            <CloseOutlined aria-hidden />
          </button>
        </span>
      ))}
      <Popover
        open={draft !== undefined}
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        destroyOnHidden
        onOpenChange={(open) => setDraft(open ? root : undefined)}
        content={<FilterBuilder root={draft ?? root} targets={targets} onChange={change} />}
      >
        <Button size="small" icon={<PlusOutlined aria-hidden />}>
          {t('open')}
        </Button>
      </Popover>
    </>
  );
}
