import { Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '@/api/types';
import { ShareList } from './ShareList';
import { ShareWithLink } from './ShareWithLink';
import { ShareWithPeople } from './ShareWithPeople';
import styles from './sharing.module.css';

/** What of a form is to be shared: one record, or the records of a view as it is shown now. */
export interface Shareable {
  form: string;
  title: string;
  record?: string;
  view?: string;
  filter?: Filter | null;
  mayUpdate: boolean;
  mayCreate: boolean;
}

/** Sharing with people and departments or by a link, and what is shared already. */
export function ShareDialog({ what, onClose }: { what: Shareable; onClose: () => void }) {
  const { t } = useTranslation('sharing');
  const [way, setWay] = useState<'people' | 'link'>('people');
  return (
    <Modal
      open
      width={560}
      title={t(what.record ? 'titleRecord' : 'titleView', { title: what.title })}
      footer={null}
      onCancel={onClose}
    >
      <div className={styles.dialog}>
        <Segmented
          block
          value={way}
          aria-label={t('way')}
          options={[
            { value: 'people', label: t('people') },
            { value: 'link', label: t('link') },
          ]}
          onChange={setWay}
        />
        {way === 'people' ? <ShareWithPeople what={what} /> : <ShareWithLink what={what} />}
        <ShareList form={what.form} record={what.record} own={!what.record} />
      </div>
    </Modal>
  );
}
