import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionWords } from '@/components/record-form/ruleWords';
import type { RuleDefinition } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useDesigner } from '../designerContext';
import { ExpressionEditor } from '../expressions/ExpressionEditor';
import { EffectEditor } from './EffectEditor';
import styles from './rules.module.css';

interface Props {
  number: number;
  rule: RuleDefinition;
  /** Just added: its condition is what comes next. */
  isNew: boolean;
  errors: string[];
  onChange: (rule: RuleDefinition) => void;
  onRemove: () => void;
}

/** One rule: a condition, and what it does to fields. */
export function RuleEditor({ number, rule, isNew, errors, onChange, onRemove }: Props) {
  const { t } = useTranslation('designer');
  const { language } = useLanguage();
  const { designer } = useDesigner();
  const id = useId();
  const words = conditionWords(rule.when, designer.draft, language);
  const first = designer.draft.fields[0]?.key ?? '';
  return (
    <section className={styles.rule} aria-label={t('ruleNumber', { number })}>
      <header>
        <label htmlFor={id}>
          {words && words !== rule.when ? t('ruleWhen', { condition: words }) : t('ruleNumber', { number })}
        </label>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('removeRule', { number })}
          onClick={onRemove}
        />
      </header>
      <ExpressionEditor
        id={id}
        label={t('ruleCondition', { number })}
        result="boolean"
        takesFocus={isNew}
        value={rule.when}
        onChange={(when) => onChange({ ...rule, when })}
      />
      {errors.map((each) => (
        <p key={each} className={styles.error} role="alert">
          {each}
        </p>
      ))}
      {rule.set.map((effect, index) => (
        <EffectEditor
          key={index}
          effect={effect}
          onChange={(next) =>
            onChange({ ...rule, set: rule.set.map((each, at) => (at === index ? next : each)) })
          }
          onRemove={
            rule.set.length > 1
              ? () => onChange({ ...rule, set: rule.set.filter((_, at) => at !== index) })
              : undefined
          }
        />
      ))}
      <Button
        type="link"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange({ ...rule, set: [...rule.set, { field: first, visible: true }] })}
      >
        {t('addEffect')}
      </Button>
    </section>
  );
}
