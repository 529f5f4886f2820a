import { FunctionOutlined } from '@ant-design/icons';
import { computed } from '../Computed';
import { defineField, type CellProps } from '../defineField';
import { ChoiceSetting, NumberSetting } from '../settings';
import { formulaText, type FormulaOptions } from './formulaText';

const Cell = ({ value, field, language }: CellProps<unknown, FormulaOptions>) =>
  formulaText(value, field, language);

/** The browser's half of FormulaField.cs: computed here at once, and by the server for good. */
export const formulaField = defineField<unknown, FormulaOptions>({
  type: 'formula',
  icon: <FunctionOutlined aria-hidden />,
  group: 'relation',
  shape: 'any',
  computed: true,
  defaults: { expression: '', result: 'number' },
  text: formulaText,
  Cell,
  Input: computed(Cell),
  // The expression has an editor of its own in the designer.
  Settings: (props) => (
    <>
      <ChoiceSetting name="result" choices={['number', 'text', 'boolean', 'date', 'dateTime']} {...props} />
      {(props.field.result ?? 'number') === 'number' ? (
        <NumberSetting name="decimals" min={0} max={14} {...props} />
      ) : null}
    </>
  ),
});
