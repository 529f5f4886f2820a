import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionState, setCondition } from '../actions/setCondition';
import { useDesigner } from '../designerContext';
import { ExpressionEditor } from '../expressions/ExpressionEditor';
import type { ConditionEffect } from '../model/conditions';
import type { DraftField } from '../model/uids';
import styles from './panel.module.css';

/** When a field is shown, required or read-only: always, never, or while an expression holds. */
export function ConditionSetting({ field, effect }: { field: DraftField; effect: ConditionEffect }) {
  const { t } = useTranslation('designer');
  const { designer, run } = useDesigner();
  const [id, expressionId] = [useId(), useId()];
  const state = conditionState(designer, field.$id, effect);
  const set = (when: typeof state) => run(setCondition, { field: field.$id, effect, when });

  return (
    <div className={styles.stack}>
      <div className={styles.row}>
        <label htmlFor={id}>{t(`when.${effect}`)}</label>
        <Select
          id={id}
          variant="borderless"
          value={typeof state === 'string' ? state : 'when'}
          options={(['always', 'when', 'never'] as const).map((each) => ({
            value: each,
            label: t(`when.${each}`),
          }))}
          onChange={(next) => set(next === 'when' ? { expression: '' } : (next as 'always' | 'never'))}
          popupMatchSelectWidth={false}
        />
      </div>
      {typeof state === 'string' ? null : (
        <ExpressionEditor
          id={expressionId}
          label={t(`when.${effect}`)}
          result="boolean"
          value={state.expression}
          onChange={(expression) => set({ expression })}
        />
      )}
    </div>
  );
}
