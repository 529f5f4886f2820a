import { FieldNumberOutlined } from '@ant-design/icons';
import { computed } from '../Computed';
import { defineField, type CellProps } from '../defineField';
import { ChoiceSetting, TextSetting } from '../settings';
import { plainWords } from '../plainWords';

export interface SerialOptions {
  pattern?: string;
  reset?: 'never' | 'year' | 'month' | 'day';
}

const Cell = ({ value }: CellProps) => plainWords(value);

/** The browser's half of SerialField.cs: a number given by the server when the record is made. */
export const serialField = defineField<unknown, SerialOptions>({
  type: 'serial',
  icon: <FieldNumberOutlined aria-hidden />,
  group: 'relation',
  shape: 'any',
  computed: true,
  defaults: { pattern: 'NO-{yyyy}{MM}-{0000}', reset: 'month' },
  text: plainWords,
  Cell,
  Input: computed(Cell),
  Settings: (props) => (
    <>
      <TextSetting name="pattern" words="serialPattern" code {...props} />
      <ChoiceSetting name="reset" choices={['never', 'year', 'month', 'day']} {...props} />
    </>
  ),
});
