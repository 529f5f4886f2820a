import { SwapOutlined } from '@ant-design/icons';
import { computed } from '../Computed';
import { defineField } from '../defineField';
import { formulaText } from '../formula/formulaText';
import { LookupCell, LookupDisplay, type LookupOptions } from './LookupCell';
import { LookupSettings } from './LookupSettings';

/** The browser's half of LookupField.cs: a field of the record that a reference points to. */
export const lookupField = defineField<unknown, LookupOptions>({
  type: 'lookup',
  icon: <SwapOutlined aria-hidden />,
  group: 'relation',
  shape: 'any',
  computed: true,
  text: (value, _, language) => formulaText(value, {}, language),
  Cell: LookupCell,
  Display: LookupDisplay,
  Input: computed(LookupDisplay),
  Settings: LookupSettings,
});
