import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { relativeTime } from '@/lib/time';
import { useNumbers } from '@/lib/useNumbers';
import type { AuditEntry } from './entries';

/** What an entry says was done, as a sentence without its subject; the record and the form lead to themselves. */
export function AuditSentence({ entry, withoutRecord }: { entry: AuditEntry; withoutRecord?: boolean }) {
  const { t } = useTranslation('audit-words');
  const { text } = useLanguage();
  const number = useNumbers();
  const details = entry.details ?? {};
  const form = entry.form ? text(entry.form.title, entry.form.key) : word(details.key);
  const isView = entry.action === 'viewAsBegan' || entry.action === 'viewAsEnded';
  const name =
    (isView && word(details.viewedAs)) ||
    word(details.userName) ||
    word(details.title) ||
    word(details.name) ||
    word(details.key);
  const count = entry.records ?? 0;
  const isWhole = withoutRecord && entry.record;
  const sort = isWhole ? 'this' : count === 1 ? 'one' : 'many';
  const key = t(`says.${entry.action}.${sort}` as 'says.recordRead.one', { defaultValue: '' })
    ? `says.${entry.action}.${sort}`
    : `says.${entry.action}`;
  return (
    <>
      <Trans
        t={t}
        i18nKey={key as 'says.recordRead.one'}
        values={{
          form,
          name,
          record: entry.record ? entry.record.title || entry.record.id : '',
          count,
          shown: number(count),
          field: entry.field ?? '',
          version: word(details.version),
          subject: details.with === 'link' ? t('link') : word(details.with).replace(/^\w+:/, ''),
        }}
        components={{
          r:
            entry.record && entry.form ? (
              <Link to={`/forms/${entry.form.key}/records/${entry.record.id}`} />
            ) : (
              <b />
            ),
          f: entry.form ? <Link to={`/forms/${entry.form.key}`} /> : <b />,
          b: <b />,
        }}
      />
      <More entry={entry} />
    </>
  );
}

/** What else is known: fields, roles, why an attempt failed. */
function More({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit-words');
  const { language } = useLanguage();
  const details = entry.details ?? {};
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String).join(t('comma')) : '');
  const parts = [
    list(details.fields) && t('more.fields', { names: list(details.fields) }),
    list(details.roles) && t('more.roles', { names: list(details.roles) }),
    typeof details.given === 'string' && t('more.given', { name: details.given }),
    typeof details.taken === 'string' && t('more.taken', { name: details.taken }),
    typeof details.asker === 'string' && t('more.asker', { name: plain(details.asker) }),
    entry.action === 'agreementUsed' && t('more.second', { name: plain(details.with) }),
    details.part === 'history' && t('more.history'),
    details.part === 'file' && t('more.file'),
    details.words === true && t('more.words'),
    details.figures === true && t('more.figures'),
    details.everywhere === true && t('more.everywhere'),
    details.unknownUser === true && t('more.unknownUser'),
    details.secondFactor === true && t('more.secondFactor'),
    details.disabled === true && t('more.disabled'),
    entry.action === 'formAccessChanged' && details.auditReads === true && t('more.auditReads'),
    entry.action === 'formAccessChanged' && details.auditSearches === true && t('more.auditSearches'),
    typeof details.until === 'string' && t('more.until', { time: relativeTime(details.until, language) }),
    details.viewedAs &&
      !entry.action.startsWith('viewAs') &&
      t('more.viewedAs', { name: word(details.viewedAs) }),
    typeof details.break === 'string' && t('more.broken', { entry: word(details.entry) }),
  ].filter(Boolean);
  return parts.length > 0 ? <small>{` ${t('open')}${parts.join(t('semicolon'))}${t('close')}`}</small> : null;
}

/** "user:li" without what it is. */
const plain = (value: unknown) => word(value).replace(/^user:/, '');

const word = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
