import { PlusOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProblem, RuleDefinition } from '@/api/types';
import { setRules } from '../actions/setRules';
import { useDesigner } from '../designerContext';
import { RuleEditor } from './RuleEditor';
import styles from './rules.module.css';

/** All rules of the form, in the order in which they act. */
export function Rules({ errors, onClose }: { errors: FieldProblem[]; onClose: () => void }) {
  const { t } = useTranslation('designer');
  const { designer, run } = useDesigner();
  const rules = designer.draft.rules ?? [];
  const first = designer.draft.fields[0]?.key ?? '';
  const [added, setAdded] = useState<number>();
  const set = (next: RuleDefinition[]) => run(setRules, next);

  return (
    <Drawer open title={t('rules')} size={520} onClose={onClose}>
      <p className={styles.lead}>{t('rulesLead')}</p>
      {rules.map((rule, index) => (
        <RuleEditor
          key={index}
          number={index + 1}
          rule={rule}
          isNew={index === added}
          errors={errors
            .filter((each) => each.path.startsWith(`/rules/${index}/`))
            .map((each) => each.message)}
          onChange={(next) => set(rules.map((each, at) => (at === index ? next : each)))}
          onRemove={() => set(rules.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        type="dashed"
        block
        icon={<PlusOutlined aria-hidden />}
        onClick={() => {
          setAdded(rules.length);
          set([...rules, { when: '', set: [{ field: first, required: true }] }]);
        }}
      >
        {t('addRule')}
      </Button>
    </Drawer>
  );
}
