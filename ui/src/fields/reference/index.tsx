import { LinkOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { named, namesText } from '../named';
import { RecordPicker } from '../RecordPicker';
import { linkTo, ReferenceLinks } from '../ReferenceLinks';
import { ReferenceSettings, type ReferenceOptions } from './ReferenceSettings';

/** The browser's half of ReferenceField.cs: one record of another form. */
export const referenceField = defineField<unknown, ReferenceOptions>({
  type: 'reference',
  icon: <LinkOutlined aria-hidden />,
  group: 'relation',
  shape: 'any',
  text: (value, _, language) => namesText(value, language),
  link: linkTo,
  Cell: ({ value, language }) => namesText(value, language),
  Display: ReferenceLinks,
  Input: ({ value, onChange, ...props }) => (
    <RecordPicker
      {...props}
      multiple={false}
      value={named(value)}
      onPick={(picked) => onChange(picked[0] ?? null)}
    />
  ),
  Settings: ReferenceSettings,
});
