import { NumberOutlined } from '@ant-design/icons';
import type { Localized } from '@/api/types';
import { textIn, useLanguage } from '@/lib/i18n/useLanguage';
import { defineField } from '../defineField';
import { checkDecimals, checkRange } from '../limits';
import { NumberInput } from '../NumberInput';
import { formatDecimal } from '../numbers';
import { LocalizedSetting, NumberSetting } from '../settings';

export interface NumberOptions {
  min?: number;
  max?: number;
  decimals?: number;
  unit?: Localized;
}

/** The browser's half of NumberField.cs. Numbers have at most 15 significant digits, so they survive JSON. */
export const numberField = defineField<number, NumberOptions>({
  type: 'number',
  icon: <NumberOutlined aria-hidden />,
  group: 'common',
  shape: 'number',
  align: 'end',
  text: (value, { decimals, unit }, language) => {
    const shown = formatDecimal(value, language, { decimals });
    const word = textIn(language, unit);
    return word ? `${shown} ${word}` : shown;
  },
  check: (value, field, language) =>
    checkRange(value, field, language) ?? checkDecimals(value, field.decimals, language),
  Input: function UnitInput(props) {
    const { text } = useLanguage();
    return <NumberInput {...props} suffix={text(props.field.unit)} />;
  },
  Settings: (props) => (
    <>
      <NumberSetting name="min" {...props} />
      <NumberSetting name="max" {...props} />
      <NumberSetting name="decimals" min={0} max={14} {...props} />
      <LocalizedSetting name="unit" {...props} />
    </>
  ),
});
