import { UserOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { named, namesText } from '../named';
import { PeoplePicker } from '../PeoplePicker';

/** The browser's half of UserField.cs: one person. */
export const userField = defineField<unknown>({
  type: 'user',
  icon: <UserOutlined aria-hidden />,
  group: 'people',
  shape: 'any',
  text: (value, _, language) => namesText(value, language),
  Input: ({ value, onChange, ...props }) => (
    <PeoplePicker
      {...props}
      kind="users"
      multiple={false}
      value={named(value)}
      onPick={(picked) => onChange(picked[0] ?? null)}
    />
  ),
});
