import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Form, FormDefinition, RecordItem } from '@/api/types';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import type { useUndo } from '@/components/useUndo';
import { revisionsQuery } from '../api/record';
import styles from './history.module.css';
import { RevisionEvent } from './RevisionEvent';

interface Props {
  form: Form;
  definition: FormDefinition;
  record: RecordItem;
  undo: ReturnType<typeof useUndo>;
  onChanged: (record?: RecordItem) => void;
}

/** Everything that happened to a record, newest first, each with its way back. */
export function History({ form, definition, record, undo, onChanged }: Props) {
  const { t } = useTranslation('records');
  const { data, isPending, isError, error, refetch } = useQuery(revisionsQuery(form.key, record.id));
  if (isPending) return <SkeletonRows rows={4} label={t('loading')} />;
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <ol className={styles.timeline}>
      {data.map((revision) => (
        <RevisionEvent
          key={revision.rev}
          form={form}
          definition={definition}
          record={record}
          revision={revision}
          isLatest={revision.rev === record.rev}
          undo={undo}
          onChanged={onChanged}
        />
      ))}
    </ol>
  );
}
