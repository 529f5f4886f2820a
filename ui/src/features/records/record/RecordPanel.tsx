import { CloseOutlined, ExpandAltOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Form, FormDefinition, RecordItem } from '@/api/types';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import type { useUndo } from '@/components/useUndo';
import styles from './record.module.css';
import { RecordView } from './RecordView';
import { useRecord } from './useRecord';

interface Props {
  form: Form;
  definition: FormDefinition;
  id: string;
  undo: ReturnType<typeof useUndo>;
  onClose: () => void;
  onStep: (by: number) => void;
  onChanged: (record?: RecordItem) => void;
}

/** The open record beside the list; J and K go through the list. */
export function RecordPanel({ form, definition, id, undo, onClose, onStep, onChanged }: Props) {
  const { t } = useTranslation('records');
  const navigate = useNavigate();
  const { data, isPending, isError, error, refetch, wrote } = useRecord(form.key, id);

  const tools = (
    <>
      <Button
        type="text"
        size="small"
        icon={<ExpandAltOutlined aria-hidden />}
        aria-label={t('record.expand')}
        title={t('record.expand')}
        onClick={() => void navigate(`/forms/${form.key}/records/${id}`)}
      />
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('record.close')}
        title={t('record.close')}
        onClick={onClose}
      />
    </>
  );

  return (
    <aside className={styles.panel} aria-label={data?.title ?? t('loading')}>
      {isPending ? <SkeletonRows rows={8} label={t('loading')} /> : null}
      {isError && !data ? (
        <>
          <div className={styles.tools}>{tools}</div>
          <ErrorState error={error} onRetry={() => void refetch()} request={{ form: form.key, record: id }} />
        </>
      ) : null}
      {data ? (
        <RecordView
          form={form}
          definition={definition}
          record={data}
          tools={tools}
          undo={undo}
          onClose={onClose}
          onStep={onStep}
          onWrote={(saved) => {
            wrote(saved);
            onChanged(saved);
          }}
        />
      ) : null}
    </aside>
  );
}
