import { PictureOutlined } from '@ant-design/icons';
import { defineField } from '../defineField';
import { FileInput } from '../FileInput';
import { FileSettings } from '../FileSettings';
import { fileAddress, filesOf, type FileOptions } from '../uploads';
import styles from '../fields.module.css';

/** The browser's half of ImageField.cs: pictures, seen where they stand. */
export const imageField = defineField<unknown, FileOptions>({
  type: 'image',
  icon: <PictureOutlined aria-hidden />,
  group: 'media',
  shape: 'any',
  wide: true,
  text: (value) =>
    filesOf(value)
      .map((file) => file.name)
      .join(', '),
  Cell: ({ value }) =>
    filesOf(value).map((file) => (
      <img key={file.id} src={fileAddress(file.id)} alt={file.name} className={styles.thumb} loading="lazy" />
    )),
  Display: ({ value }) => (
    <span className={styles.line}>
      {filesOf(value).map((file) => (
        <a key={file.id} href={fileAddress(file.id)} target="_blank" rel="noreferrer">
          <img src={fileAddress(file.id)} alt={file.name} className={styles.picture} loading="lazy" />
        </a>
      ))}
    </span>
  ),
  Input: (props) => <FileInput {...props} pictures />,
  Settings: FileSettings,
});
