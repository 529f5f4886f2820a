import { useState } from 'react';
import { useParams } from 'react-router';
import type { Data } from '@/api/types';
import { RecordForm } from '@/components/record-form/RecordForm';
import { initialData } from '@/components/record-form/recordData';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { handOver } from './handOver';
import styles from './preview.module.css';

/** /forms/:form/preview: the draft that the designer handed over, inside its phone. */
export function PreviewPage() {
  const { form: key = '' } = useParams();
  const { text } = useLanguage();
  const [form] = useState(() => handOver.take(key));
  const [data, setData] = useState<Data>(() => (form ? initialData(form) : {}));
  if (!form) return null;
  return (
    <main className={styles.screen}>
      <h1>{text(form.title, form.key)}</h1>
      <RecordForm form={form} value={data} mode="create" onChange={setData} />
    </main>
  );
}
