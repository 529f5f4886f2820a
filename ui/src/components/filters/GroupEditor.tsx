import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './filters.module.css';
import { emptyGroup, type Group, type Node } from './filterModel';
import { newRule, type Target } from './paths';
import { RuleEditor } from './RuleEditor';

interface Props {
  group: Group;
  at: number[];
  targets: Target[];
  onChange: (at: number[], node: Node | null) => void;
}

const deepest = 3;

export function GroupEditor({ group, at, targets, onChange }: Props) {
  const { t } = useTranslation('filters');
  const isRoot = at.length === 0;
  const first = targets[0];
  const add = (node: Node) => onChange(at, { ...group, items: [...group.items, node] });
  const mode = `${group.not ? 'not-' : ''}${group.join}`;

  return (
    <div className={isRoot ? styles.root : styles.group}>
      {isRoot && group.items.length < 2 ? null : (
        <div className={styles.groupHead}>
          <Select
            size="small"
            variant="filled"
            aria-label={t('join')}
            value={mode}
            popupMatchSelectWidth={false}
            options={(isRoot ? ['and', 'or'] : ['and', 'or', 'not-and', 'not-or']).map((value) => ({
              value,
              label: t(`mode.${value}`),
            }))}
            onChange={(value) =>
              onChange(at, {
                ...group,
                join: value.endsWith('or') ? 'or' : 'and',
                not: value.startsWith('not-'),
              })
            }
          />
          {isRoot ? null : (
            <Button
              type="text"
              size="small"
              aria-label={t('removeGroup')}
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => onChange(at, null)}
            />
          )}
        </div>
      )}
      {group.items.map((item, index) => {
        const place = [...at, index];
        if (item.kind === 'group')
          return <GroupEditor key={index} group={item} at={place} targets={targets} onChange={onChange} />;
        if (item.kind === 'rule')
          return (
            <RuleEditor
              key={index}
              rule={item}
              targets={targets}
              onChange={(next) => onChange(place, next)}
            />
          );
        return (
          <div key={index} className={styles.rule}>
            <code className={styles.raw}>{JSON.stringify(item.filter)}</code>
            <Button
              type="text"
              size="small"
              aria-label={t('removeRule')}
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => onChange(place, null)}
            />
          </div>
        );
      })}
      <div className={styles.adds}>
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined aria-hidden />}
          disabled={!first}
          onClick={() => first && add(newRule(first))}
        >
          {t('add')}
        </Button>
        {at.length < deepest ? (
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined aria-hidden />}
            disabled={!first}
            onClick={() => first && add({ ...emptyGroup('or'), items: [newRule(first)] })}
          >
            {t('addGroup')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
