import { AimOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { LocationInput } from './LocationInput';
import styles from '../fields.module.css';

export interface Place {
  lng?: number;
  lat?: number;
  address?: string;
}

const coordinates = ({ lng, lat }: Place) =>
  typeof lng === 'number' && typeof lat === 'number' ? `${lat.toFixed(5)}, ${lng.toFixed(5)}` : '';

/** The browser's half of LocationField.cs: a point on the map, with its address where known. */
export const locationField = defineField<Place>({
  type: 'location',
  icon: <AimOutlined aria-hidden />,
  group: 'contact',
  shape: 'object',
  wide: true,
  text: (value) => [value.address, coordinates(value)].filter(Boolean).join(' · '),
  check: ({ lng, lat }, _, language) =>
    (lng == null) === (lat == null) && lng != null
      ? undefined
      : language === 'zh-CN'
        ? '经度和纬度都要有。'
        : 'Both longitude and latitude are needed.',
  Display: ({ value }) => (
    <span>
      {value.address ? <>{value.address} </> : null}
      <span className={styles.number}>{coordinates(value)}</span>
    </span>
  ),
  Input: LocationInput,
});
