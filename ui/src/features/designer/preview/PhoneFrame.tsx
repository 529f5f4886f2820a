import { useState } from 'react';
import type { FormDefinition } from '@/api/types';
import styles from './preview.module.css';
import { handOver } from './handOver';

/** A window of 375 pixels with the form in it, so that it sees a phone: media queries, pickers and all. */
export function PhoneFrame({ form, title }: { form: FormDefinition; title: string }) {
  const [address] = useState(() => {
    handOver.give(form);
    return `/forms/${encodeURIComponent(form.key)}/preview`;
  });
  return <iframe title={title} className={styles.phone} src={address} />;
}
