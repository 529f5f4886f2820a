import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { actions, type Grant } from '@/api/roles';
import styles from '../people.module.css';

/** Which forms, and what to do there. */
export function ScopesInput({
  value = [],
  onChange,
}: {
  value?: Grant[];
  onChange?: (value: Grant[]) => void;
}) {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const forms = useForms();
  const options = [
    { value: '*', label: t('tokens.allForms') },
    ...(forms.data ?? []).map((form) => ({ value: form.key, label: text(form.title, form.key) })),
  ];
  return (
    <div className={styles.scopes}>
      {value.map((scope, index) => (
        <div key={index} className={styles.scope}>
          <Select
            aria-label={t('tokens.form')}
            showSearch={{ optionFilterProp: 'label' }}
            value={scope.form}
            options={options}
            onChange={(form) => onChange?.(value.with(index, { ...scope, form }))}
          />
          <Select
            mode="multiple"
            aria-label={t('tokens.may')}
            value={scope.actions}
            options={actions.map((action) => ({ value: action, label: t(`action.${action}`) }))}
            onChange={(next) => onChange?.(value.with(index, { ...scope, actions: next }))}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('tokens.removeScope')}
            onClick={() => onChange?.(value.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange?.([...value, { form: '*', actions: ['read'] }])}
      >
        {t(value.length > 0 ? 'tokens.limitMore' : 'tokens.limit')}
      </Button>
    </div>
  );
}
