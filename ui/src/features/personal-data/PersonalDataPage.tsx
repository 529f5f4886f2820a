import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PageHeader } from '@/components/PageHeader';
import { Certificates } from './Certificates';
import { Retention } from './Retention';
import { Subject } from './Subject';
import styles from './personal-data.module.css';

const parts = ['person', 'certificates', 'retention'] as const;

/** What people may ask of their data, what was answered, and how long forms keep them. */
export function PersonalDataPage() {
  const { t } = useTranslation('personal-data');
  const [params, setParams] = useSearchParams();
  const part = parts.find((each) => each === params.get('part')) ?? 'person';
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <div className={styles.parts}>
        <Segmented
          aria-label={t('title')}
          value={part}
          options={parts.map((each) => ({ value: each, label: t(`part.${each}`) }))}
          onChange={(next) => setParams({ part: next }, { replace: true })}
        />
      </div>
      {part === 'person' ? <Subject /> : null}
      {part === 'certificates' ? <Certificates /> : null}
      {part === 'retention' ? <Retention /> : null}
    </>
  );
}
