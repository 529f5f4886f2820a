import { ShareAltOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { named, namesText } from '../named';
import { RecordPicker } from '../RecordPicker';
import { ReferenceSettings, type ReferenceOptions } from '../reference/ReferenceSettings';
import { linkTo, ReferenceLinks } from '../ReferenceLinks';
import { NumberSetting } from '../settings';

/** The browser's half of ReferencesField.cs: several records of another form. */
export const referencesField = defineField<unknown, ReferenceOptions & { maxItems?: number }>({
  type: 'references',
  icon: <ShareAltOutlined aria-hidden />,
  group: 'relation',
  shape: 'any',
  text: (value, _, language) => namesText(value, language),
  link: linkTo,
  Cell: ({ value, language }) => namesText(value, language),
  Display: ReferenceLinks,
  Input: ({ value, onChange, ...props }) => (
    <RecordPicker
      {...props}
      multiple
      value={named(value)}
      onPick={(picked) => onChange(picked.length > 0 ? picked : null)}
    />
  ),
  Settings: (props) => (
    <>
      <ReferenceSettings {...props} />
      <NumberSetting name="maxItems" min={1} {...props} />
    </>
  ),
});
