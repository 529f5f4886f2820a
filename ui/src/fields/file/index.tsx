import { PaperClipOutlined } from '@ant-design/icons';
import { defineField, type CellProps } from '../defineField';
import { FileInput } from '../FileInput';
import { FileSettings } from '../FileSettings';
import { fileAddress, filesOf, type FileOptions } from '../uploads';
import styles from '../fields.module.css';

const Cell = ({ value }: CellProps) =>
  filesOf(value).map((file, index) => (
    <span key={file.id}>
      {index > 0 ? ', ' : null}
      <a
        className={styles.link}
        href={fileAddress(file.id, true)}
        onClick={(event) => event.stopPropagation()}
      >
        <PaperClipOutlined aria-hidden /> {file.name}
      </a>
    </span>
  ));

/** The browser's half of FileField.cs. */
export const fileField = defineField<unknown, FileOptions>({
  type: 'file',
  icon: <PaperClipOutlined aria-hidden />,
  group: 'media',
  shape: 'any',
  wide: true,
  text: (value) =>
    filesOf(value)
      .map((file) => file.name)
      .join(', '),
  Cell,
  Input: FileInput,
  Settings: FileSettings,
});
