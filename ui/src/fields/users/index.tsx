import { TeamOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { named, namesText } from '../named';
import { PeoplePicker } from '../PeoplePicker';
import { NumberSetting } from '../settings';

/** The browser's half of UsersField.cs: several people. */
export const usersField = defineField<unknown>({
  type: 'users',
  icon: <TeamOutlined aria-hidden />,
  group: 'people',
  shape: 'any',
  text: (value, _, language) => namesText(value, language),
  Input: ({ value, onChange, ...props }) => (
    <PeoplePicker
      {...props}
      kind="users"
      multiple={true}
      value={named(value)}
      onPick={(picked) => onChange(picked.length > 0 ? picked : null)}
    />
  ),
  Settings: (props) => <NumberSetting name="maxItems" min={1} {...props} />,
});
