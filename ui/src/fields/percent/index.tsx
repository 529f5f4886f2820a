import { PercentageOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { checkRange } from '../limits';
import { NumberInput } from '../NumberInput';
import { formatDecimal, shifted } from '../numbers';
import { NumberSetting } from '../settings';

export interface PercentOptions {
  min?: number;
  max?: number;
  decimals?: number;
}

/** The browser's half of PercentField.cs: stored as a fraction, typed and shown as a percentage. */
export const percentField = defineField<number, PercentOptions>({
  type: 'percent',
  icon: <PercentageOutlined aria-hidden />,
  group: 'common',
  shape: 'number',
  align: 'end',
  text: (value, { decimals }, language) => formatDecimal(value, language, { decimals, percent: true }),
  check: (value, field, language) =>
    checkRange(value, field, language, (limit) => formatDecimal(limit, language, { percent: true })),
  Input: ({ value, onChange, ...props }) => (
    <NumberInput
      {...props}
      value={typeof value === 'number' ? shifted(value, 2) : value}
      onChange={(next) => onChange(typeof next === 'number' ? shifted(next, -2) : next)}
      suffix="%"
    />
  ),
  Settings: (props) => (
    <>
      <NumberSetting name="decimals" min={0} max={10} {...props} />
      <NumberSetting name="min" {...props} />
      <NumberSetting name="max" {...props} />
    </>
  ),
});
