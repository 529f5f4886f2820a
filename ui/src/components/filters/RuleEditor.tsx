import { DeleteOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { operatorLabel } from './describe';
import styles from './filters.module.css';
import type { Rule } from './filterModel';
import { OperandInput } from './OperandInput';
import { kindOf, needsOperand, operatorsOf, takesList, type Operator } from './operators';
import { newRule, type Target } from './paths';

interface Props {
  rule: Rule;
  targets: Target[];
  onChange: (rule: Rule | null) => void;
}

/** One condition: field, question, answer. */
export function RuleEditor({ rule, targets, onChange }: Props) {
  const { t } = useTranslation('filters');
  const { text } = useLanguage();
  const path = rule.path.join('.');
  const target = targets.find((each) => each.path === path);
  const operators = target ? operatorsOf(target.field) : [];
  const shown = operators.includes(rule.operator) ? operators : [rule.operator, ...operators];

  const options = groupsOf(
    targets,
    (each) => text(each.field.label, each.field.key),
    (each) => (each.through ? text(each.through.label, each.through.key) : t('ownFields')),
  );

  const changeOperator = (operator: Operator) => {
    const wasList = Array.isArray(rule.value);
    const isList = takesList(operator) || operator === 'between';
    const keeps =
      needsOperand(operator) &&
      wasList === isList &&
      (operator === 'between') === (rule.operator === 'between');
    onChange({ ...rule, operator, value: keeps ? rule.value : null });
  };

  return (
    <div className={styles.rule}>
      <Select
        className={`${styles.field}`}
        aria-label={t('field')}
        showSearch={{ optionFilterProp: 'label' }}
        value={path}
        options={options}
        popupMatchSelectWidth={false}
        labelRender={({ value }) => {
          const found = targets.find((each) => each.path === value);
          return found
            ? [found.through, found.field]
                .flatMap((each) => (each ? [text(each.label, each.key)] : []))
                .join(' · ')
            : value;
        }}
        onChange={(next) => {
          const found = targets.find((each) => each.path === next);
          if (found) onChange(newRule(found));
        }}
      />
      <Select
        className={`${styles.operator}`}
        aria-label={t('question')}
        value={rule.operator}
        popupMatchSelectWidth={false}
        options={shown.map((value) => ({
          value,
          label: operatorLabel(t, { operator: value }, target?.field),
        }))}
        onChange={changeOperator}
      />
      <div className={styles.operand}>
        {target && needsOperand(rule.operator) ? (
          <OperandInput
            key={`${path} ${rule.operator}`}
            field={target.field}
            kind={kindOf(target.field)}
            operator={rule.operator}
            value={rule.value}
            onChange={(value) => onChange({ ...rule, value })}
          />
        ) : null}
      </div>
      <Button
        type="text"
        size="small"
        aria-label={t('removeRule')}
        icon={<DeleteOutlined aria-hidden />}
        onClick={() => onChange(null)}
      />
    </div>
  );
}

function groupsOf(targets: Target[], label: (target: Target) => string, group: (target: Target) => string) {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const each of targets) {
    const name = group(each);
    groups.set(name, [...(groups.get(name) ?? []), { value: each.path, label: label(each) }]);
  }
  return [...groups].map(([name, options]) => ({ label: name, title: name, options }));
}
