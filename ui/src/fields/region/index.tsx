import { EnvironmentOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { NumberSetting, SwitchSetting } from '../settings';
import { RegionInput } from './RegionInput';
import { regionText, type RegionValue } from './regions';

export interface RegionOptions {
  /** 1 province, 2 city, 3 district. */
  levels?: number;
  street?: boolean;
}

/** The browser's half of RegionField.cs: a place of China down to its street. */
export const regionField = defineField<RegionValue, RegionOptions>({
  type: 'region',
  icon: <EnvironmentOutlined aria-hidden />,
  group: 'contact',
  shape: 'object',
  text: regionText,
  Input: RegionInput,
  Settings: (props) => (
    <>
      <NumberSetting name="levels" min={1} max={3} {...props} />
      <SwitchSetting name="street" on {...props} />
    </>
  ),
});
