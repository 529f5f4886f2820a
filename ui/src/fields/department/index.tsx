import { ApartmentOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { named, namesText } from '../named';
import { PeoplePicker } from '../PeoplePicker';

/** The browser's half of DepartmentField.cs: one department. */
export const departmentField = defineField<unknown>({
  type: 'department',
  icon: <ApartmentOutlined aria-hidden />,
  group: 'people',
  shape: 'any',
  text: (value, _, language) => namesText(value, language),
  Input: ({ value, onChange, ...props }) => (
    <PeoplePicker
      {...props}
      kind="departments"
      multiple={false}
      value={named(value)}
      onPick={(picked) => onChange(picked[0] ?? null)}
    />
  ),
});
