import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { actionGroups, type ActionGroup } from '@/components/audit-words/entries';
import { FilterLine, FormPick, PeriodPick, PersonPick, pickWidth } from '@/components/list-filter/picks';
import type { useQuestion } from './useQuestion';

/** Who, what, on which form and when; one record, where somebody came from it. */
export function AuditFilter({ asked }: { asked: ReturnType<typeof useQuestion> }) {
  const { t } = useTranslation('audit');
  const { t: word } = useTranslation('audit-words');
  const { question, ask } = asked;

  return (
    <FilterLine>
      <PersonPick label={t('filter.person')} value={question.by} onChange={(by) => ask({ by })} />
      <Select
        allowClear
        className={pickWidth}
        aria-label={t('filter.action')}
        placeholder={t('filter.action')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={question.action ?? null}
        options={(Object.keys(actionGroups) as ActionGroup[]).map((group) => ({
          label: word(`groups.${group}`),
          options: [
            {
              value: actionGroups[group].join(','),
              label: t('filter.all', { group: word(`groups.${group}`) }),
            },
            ...actionGroups[group].map((action) => ({ value: action, label: word(`actions.${action}`) })),
          ],
        }))}
        onChange={(action: string | null) => ask({ action: action ?? undefined })}
      />
      <FormPick label={t('filter.form')} value={question.form} onChange={(form) => ask({ form })} />
      <PeriodPick
        label={t('filter.time')}
        ends={[t('filter.from'), t('filter.to')]}
        value={{ from: question.from, to: question.to }}
        onChange={ask}
      />
      {question.record ? (
        <Button onClick={() => ask({ record: undefined })} title={question.record}>
          {t('filter.ofRecord')} ✕
        </Button>
      ) : null}
    </FilterLine>
  );
}
