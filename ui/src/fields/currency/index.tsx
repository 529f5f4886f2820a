import { MoneyCollectOutlined } from '@ant-design/icons';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { defineField } from '../defineField';
import { checkDecimals, checkRange } from '../limits';
import { NumberInput } from '../NumberInput';
import { currencySign, formatDecimal } from '../numbers';
import { ChoiceSetting, NumberSetting } from '../settings';

export interface CurrencyOptions {
  min?: number;
  max?: number;
  decimals?: number;
  currency?: string;
}

const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'TWD', 'JPY', 'KRW', 'GBP', 'SGD', 'AUD', 'CAD', 'CHF'];

/** The browser's half of CurrencyField.cs: an amount of one currency. */
export const currencyField = defineField<number, CurrencyOptions>({
  type: 'currency',
  icon: <MoneyCollectOutlined aria-hidden />,
  group: 'common',
  shape: 'number',
  align: 'end',
  text: (value, { decimals = 2, currency = 'CNY' }, language) =>
    formatDecimal(value, language, { decimals, currency }),
  check: (value, field, language) =>
    checkRange(value, field, language) ?? checkDecimals(value, field.decimals ?? 2, language),
  Input: function AmountInput(props) {
    const { language } = useLanguage();
    return <NumberInput {...props} prefix={currencySign(props.field.currency ?? 'CNY', language)} />;
  },
  Settings: (props) => (
    <>
      <ChoiceSetting name="currency" choices={currencies} {...props} />
      <NumberSetting name="decimals" min={0} max={6} {...props} />
      <NumberSetting name="min" {...props} />
      <NumberSetting name="max" {...props} />
    </>
  ),
});
