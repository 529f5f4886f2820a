import { MinusOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';

/** A thin line between fields. */
export const dividerField = defineField<never>({
  type: 'divider',
  icon: <MinusOutlined aria-hidden />,
  group: 'layout',
  shape: 'any',
  layoutOnly: true,
  text: () => '',
  Input: () => null,
});
