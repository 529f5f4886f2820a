import { BorderBottomOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';

/** A heading; what follows belongs to it until the next section or tab. */
export const sectionField = defineField<never>({
  type: 'section',
  icon: <BorderBottomOutlined aria-hidden />,
  group: 'layout',
  shape: 'any',
  layoutOnly: true,
  text: () => '',
  Input: () => null,
});
