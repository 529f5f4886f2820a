import { LayoutOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';

/** Starts a page with a tab of its own. */
export const tabsField = defineField<never>({
  type: 'tabs',
  icon: <LayoutOutlined aria-hidden />,
  group: 'layout',
  shape: 'any',
  layoutOnly: true,
  text: () => '',
  Input: () => null,
});
