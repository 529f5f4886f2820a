import { ArrowLeftOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useForm } from '@/api/forms';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import { useUndo } from '@/components/useUndo';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useTitle } from '@/lib/useTitle';
import styles from './record/record.module.css';
import { RecordView } from './record/RecordView';
import { useRecord } from './record/useRecord';

/** /forms/:form/records/:id: a record with the whole page to itself; prints as a document. */
export function RecordPage() {
  const { t } = useTranslation('records');
  const { text } = useLanguage();
  const { form = '', id = '' } = useParams();
  const navigate = useNavigate();
  const formQuery = useForm(form);
  const record = useRecord(form, id);
  const undo = useUndo(() => record.wrote());
  useTitle(record.data?.title);

  const error = formQuery.error ?? record.error;
  const back = `/forms/${form}`;
  const wayBack = (
    <Link to={formQuery.data ? back : '/'} className={styles.back}>
      <ArrowLeftOutlined aria-hidden /> {formQuery.data ? text(formQuery.data.title, form) : t('record.home')}
    </Link>
  );
  // What is on the screen stays when asking again fails: somebody may be typing in it.
  if (error && !(formQuery.data && record.data))
    return (
      <div className={styles.page}>
        {wayBack}
        <ErrorState
          error={error}
          onRetry={() => void Promise.all([formQuery.refetch(), record.refetch()])}
          request={{ form, record: id }}
        />
      </div>
    );
  if (!formQuery.data?.definition || !record.data) return <SkeletonRows rows={12} label={t('loading')} />;

  return (
    <div className={styles.page}>
      {wayBack}
      <RecordView
        key={id}
        form={formQuery.data}
        definition={formQuery.data.definition}
        record={record.data}
        undo={undo}
        onClose={() => void navigate(back)}
        onWrote={record.wrote}
      />
    </div>
  );
}
