import { FileTextOutlined } from '@ant-design/icons';
import type { Localized } from '@/api/types';
import { defineField } from '../defineField';
import { LocalizedSetting } from '../settings';

export interface NoteOptions {
  text?: Localized;
}

/** Words for the one who fills in the form. */
export const noteField = defineField<never, NoteOptions>({
  type: 'note',
  icon: <FileTextOutlined aria-hidden />,
  group: 'layout',
  shape: 'any',
  layoutOnly: true,
  defaults: { text: { 'zh-CN': '写给填表人的说明。', en: 'A note to whoever fills this in.' } },
  text: () => '',
  Input: () => null,
  Settings: (props) => <LocalizedSetting name="text" multiline {...props} />,
});
