import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCounts } from '@/api/forms';
import type { Form } from '@/api/types';
import table from '@/components/table.module.css';
import { Tag } from '@/components/Tag';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useNumbers } from '@/lib/useNumbers';
import { DeleteForm } from './DeleteForm';

interface Props {
  forms: Form[];
  appTitle: (key: string | null | undefined) => string;
  canDesign: boolean;
}

export function FormsTable({ forms, appTitle, canDesign }: Props) {
  const { t } = useTranslation('forms');
  const { text } = useLanguage();
  const number = useNumbers();
  const counts = useCounts();
  const [leaving, setLeaving] = useState<Form>();

  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.form')}</th>
            <th scope="col">{t('column.key')}</th>
            <th scope="col">{t('column.app')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col" className={table.end}>
              {t('column.records')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('column.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {forms.map((form) => {
            const count = counts.get(form.key);
            return (
              <tr key={form.key}>
                <td>
                  <Link
                    className={table.name}
                    to={form.version ? `/forms/${form.key}` : `/forms/${form.key}/design`}
                  >
                    {text(form.title, form.key)}
                  </Link>
                </td>
                <td className={table.soft}>{form.key}</td>
                <td className={table.soft}>{appTitle(form.app)}</td>
                <td>
                  {form.version ? (
                    <Tag tone="good">{t('state.published', { version: form.version })}</Tag>
                  ) : (
                    <Tag>{t('state.draft')}</Tag>
                  )}{' '}
                  {form.version && form.hasDraft ? <Tag tone="ageing">{t('state.changed')}</Tag> : null}
                </td>
                <td className={table.end}>{count === undefined ? '' : number(count)}</td>
                <td className={table.end}>
                  {canDesign ? <Link to={`/forms/${form.key}/design`}>{t('design')}</Link> : null}{' '}
                  {canDesign ? (
                    <Button
                      type="text"
                      size="small"
                      danger
                      aria-label={t('delete.named', { name: text(form.title, form.key) })}
                      onClick={() => setLeaving(form)}
                    >
                      {t('delete.open')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {leaving ? <DeleteForm form={leaving} onClose={() => setLeaving(undefined)} /> : null}
    </div>
  );
}
