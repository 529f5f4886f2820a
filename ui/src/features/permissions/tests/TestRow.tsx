import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useForm } from '@/api/forms';
import type { TestItem, TestOutcome } from '@/api/permissionTests';
import { useSourceNames } from '@/components/explain/ExplainAnswer';
import { openExplain } from '@/components/explain/explainStore';
import { RelativeTime } from '@/components/RelativeTime';
import table from '@/components/table.module.css';
import { Tag, type Tone } from '@/components/Tag';
import { useLanguage } from '@/lib/i18n/useLanguage';
import people from '../rights/rights.module.css';

const tones: Record<TestOutcome['state'], Tone> = {
  passed: 'good',
  failed: 'lost',
  noRecords: 'ageing',
  broken: 'lost',
  notRun: 'ageing',
};

/** A test as a sentence, how it came out, and the way to why. */
export function TestRow({ item, onOpen }: { item: TestItem; onOpen: () => void }) {
  const { t } = useTranslation(['permissions', 'access']);
  const { text } = useLanguage();
  const nameOf = useSourceNames();
  const { test, outcome } = item;
  const form = useForm(test.form).data;
  const [kind, key = ''] = test.who.split(':');
  const who = kind === 'role' ? t('tests.roleHolder', { role: nameOf(key) }) : key;
  const field = form?.definition?.fields.find((each) => each.key === test.field);
  const sentence = [
    who,
    t(`access:action.${test.action}`),
    text(form?.title, test.form),
    ...(test.field ? [text(field?.label, test.field)] : []),
    ...(typeof test.rows === 'string'
      ? [t(`access:rowsShort.${test.rows}`)]
      : test.rows
        ? [t('tests.someRecords')]
        : []),
  ].join(' · ');
  const count = [
    ...(typeof test.atLeast === 'number' ? [t('tests.atLeastNumber', { number: test.atLeast })] : []),
    ...(typeof test.atMost === 'number' ? [t('tests.atMostNumber', { number: test.atMost })] : []),
  ].join(t('comma'));

  return (
    <tr>
      <td>
        <Button type="link" size="small" style={{ padding: 0, whiteSpace: 'normal' }} onClick={onOpen}>
          {text(test.title)}
        </Button>
        <div className={people.hint}>
          {sentence} →{' '}
          {test.expect === 'rows' ? `${t('tests.expect.rows')} ${count}` : t(`tests.expect.${test.expect}`)}
        </div>
      </td>
      <td>
        {outcome ? <Tag tone={tones[outcome.state]}>{t(`tests.state.${outcome.state}`)}</Tag> : null}{' '}
        {typeof outcome?.records === 'number' ? (
          <span className={table.muted}>
            {t('tests.fitting', { fitting: outcome.fitting ?? 0, records: outcome.records })}
          </span>
        ) : null}{' '}
        {outcome?.broken ? (
          <span className={table.muted}>{t(`tests.broken.${outcome.broken as 'who'}`)}</span>
        ) : null}{' '}
        {item.ranAt ? (
          <span className={table.muted}>
            <RelativeTime at={item.ranAt} />
          </span>
        ) : null}
      </td>
      <td>
        {outcome?.state === 'broken' ? null : (
          <Button
            size="small"
            type="link"
            onClick={() =>
              openExplain({
                form: test.form,
                action: test.action,
                field: test.field ?? undefined,
                record: outcome?.example ?? undefined,
                user: kind === 'role' ? test.who : key,
                userName: who,
              })
            }
          >
            {t('rights.ask')}
          </Button>
        )}
      </td>
    </tr>
  );
}
