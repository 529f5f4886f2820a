import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isByLink } from '@/api/client';
import { formsQuery } from '@/api/forms';
import type { Named } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { InputProps } from './defineField';
import { NamedPicker, type Looking } from './NamedPicker';
import styles from './RecordPicker.module.css';
import { useRecordsToPick } from './usePick';

interface Props extends Omit<InputProps<Named[]>, 'onChange'> {
  multiple: boolean;
  onPick: (value: Named[]) => void;
}

/** Records of the form that a reference points to, and the way to make one that is missing. */
export function RecordPicker(props: Props) {
  const { t } = useTranslation('fields');
  const { text } = useLanguage();
  const byLink = isByLink();
  const { data: forms } = useQuery({ ...formsQuery, enabled: !byLink });
  const [looking, setLooking] = useState<Looking>({ typed: '', open: false });
  const { target, filter, label } = props.field;
  const title = text(
    forms?.find((each) => each.key === target)?.title,
    byLink ? text(label) : (target ?? text(label)),
  );

  const { data: found, isFetching } = useRecordsToPick(target, looking.typed, filter, looking.open);

  return (
    <NamedPicker
      {...props}
      {...{ looking, found, isFetching }}
      onLook={setLooking}
      placeholder={t('reference.choose', { form: title })}
      footer={
        target && !byLink ? (
          <a
            className={styles.create}
            href={`/forms/${target}/new`}
            target="_blank"
            rel="noreferrer"
            onMouseDown={(event) => event.stopPropagation()}
          >
            <PlusOutlined aria-hidden /> {t('reference.create', { form: title })}
          </a>
        ) : null
      }
    />
  );
}
