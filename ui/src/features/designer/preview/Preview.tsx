import { Button, Drawer, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Data } from '@/api/types';
import { RecordForm } from '@/components/record-form/RecordForm';
import { initialData } from '@/components/record-form/recordData';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useDesigner } from '../designerContext';
import { forServer } from '../model/uids';
import { PhoneFrame } from './PhoneFrame';
import styles from './preview.module.css';

/** The draft as a live form: it fills in, rules and formulas act, nothing is saved. */
export function Preview({ isPhone, onClose }: { isPhone: boolean; onClose: () => void }) {
  const { t } = useTranslation('designer');
  const { text } = useLanguage();
  const { designer } = useDesigner();
  const [form] = useState(() => forServer(designer.draft));
  const [phone, setPhone] = useState(isPhone);
  const [round, setRound] = useState(0);
  const [data, setData] = useState<Data>(() => initialData(form));
  const title = text(form.title, form.key);

  return (
    <Drawer
      open
      title={t('previewOf', { form: title })}
      size={phone ? 480 : 760}
      onClose={onClose}
      extra={
        <>
          <Segmented
            aria-label={t('preview')}
            value={phone ? 'phone' : 'desktop'}
            options={[
              { value: 'desktop', label: t('desktop') },
              { value: 'phone', label: t('phone') },
            ]}
            onChange={(next) => setPhone(next === 'phone')}
          />
          <Button
            type="text"
            onClick={() => {
              setData(initialData(form));
              setRound(round + 1);
            }}
          >
            {t('previewClear')}
          </Button>
        </>
      }
    >
      <p className={styles.tip}>{t('previewTip')}</p>
      {phone ? (
        <PhoneFrame key={round} form={form} title={title} />
      ) : (
        <RecordForm key={round} form={form} value={data} mode="create" onChange={setData} />
      )}
    </Drawer>
  );
}
