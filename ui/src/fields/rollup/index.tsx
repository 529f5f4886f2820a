import { CalculatorOutlined } from '@ant-design/icons';
import { computed } from '../Computed';
import { defineField, type CellProps } from '../defineField';
import { formulaText } from '../formula/formulaText';
import { RollupSettings, type RollupOptions } from './RollupSettings';

const Cell = ({ value, language }: CellProps) => formulaText(value, {}, language);

/** The browser's half of RollupField.cs: a count or sum over rows, or over the records that point here. */
export const rollupField = defineField<unknown, RollupOptions>({
  type: 'rollup',
  icon: <CalculatorOutlined aria-hidden />,
  group: 'relation',
  shape: 'any',
  computed: true,
  align: 'end',
  defaults: { function: 'count' },
  text: (value, _, language) => formulaText(value, {}, language),
  Cell,
  Input: computed(Cell),
  Settings: RollupSettings,
});
