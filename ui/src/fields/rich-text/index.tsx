import { EditOutlined } from '@ant-design/icons';
import { lazy, Suspense } from 'react';
import { defineField } from '../defineField';
import { NumberSetting } from '../settings';
import { drawn, richWords, type RichNode } from './nodes';
import styles from './richText.module.css';

const RichTextEditor = lazy(() => import('./RichTextEditor'));

/** The browser's half of RichTextField.cs: a document of known nodes, never HTML. */
export const richTextField = defineField<RichNode, { maxLength?: number }>({
  type: 'richText',
  icon: <EditOutlined aria-hidden />,
  group: 'media',
  shape: 'object',
  wide: true,
  text: richWords,
  Cell: ({ value }) => richWords(value),
  Display: ({ value }) => <div className={styles.content}>{drawn(value)}</div>,
  Input: (props) => (
    <Suspense fallback={<div className={styles.editor} style={{ minHeight: 120 }} />}>
      <RichTextEditor {...props} />
    </Suspense>
  ),
  Settings: (props) => <NumberSetting name="maxLength" min={1} {...props} />,
});
