import { StarFilled, StarOutlined } from '@ant-design/icons';
import { Rate } from 'antd';
import { defineField } from '../defineField';
import { checkRange } from '../limits';
import { NumberSetting } from '../settings';
import styles from '../fields.module.css';

export interface RatingOptions {
  max?: number;
}

/** The browser's half of RatingField.cs: a count of stars. */
export const ratingField = defineField<number, RatingOptions>({
  type: 'rating',
  icon: <StarOutlined aria-hidden />,
  group: 'common',
  shape: 'number',
  defaults: { max: 5 },
  text: (value, { max = 5 }) => `${value} / ${max}`,
  check: (value, { max = 5 }, language) => checkRange(value, { min: 0, max }, language),
  Cell: ({ value, field: { max = 5 } }) => (
    <span className={styles.stars} role="img" aria-label={`${value} / ${max}`}>
      <StarFilled /> {value} <small>/ {max}</small>
    </span>
  ),
  Input: ({ value, field: { max = 5 }, readOnly, id, label, onChange }) => (
    <span id={id} role="group" aria-label={label} className={styles.rate}>
      <Rate
        value={value ?? 0}
        count={max}
        disabled={readOnly ?? false}
        onChange={(next) => onChange(next || null)}
      />
    </span>
  ),
  Settings: (props) => <NumberSetting name="max" min={1} max={10} {...props} />,
});
