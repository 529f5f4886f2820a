import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { rowPresets, type RowPreset } from '@/api/roles';
import { emptyGroup } from '../filters/filterModel';
import styles from './access.module.css';
import { Conditions } from './Conditions';
import { isConditions, type RowScope } from './rowScope';

interface Props {
  /** The form whose fields conditions can be about; "*" has none of its own. */
  form: string;
  value: RowScope;
  onChange: (value: RowScope) => void;
}

/** Which records: by a name that everybody understands, or by conditions. */
export function RowsInput({ form, value, onChange }: Props) {
  const { t } = useTranslation('access');
  const own = isConditions(value);
  return (
    <div className={styles.rows}>
      <Radio.Group
        aria-label={t('rows.title')}
        value={own ? 'conditions' : value}
        onChange={(event) =>
          onChange(event.target.value === 'conditions' ? emptyGroup() : (event.target.value as RowPreset))
        }
      >
        {rowPresets.map((each) => (
          <Radio key={each} value={each}>
            {t(`rows.${each}`)}
          </Radio>
        ))}
        {form !== '*' || own ? <Radio value="conditions">{t('rows.conditions')}</Radio> : null}
      </Radio.Group>
      {own ? <Conditions form={form} conditions={value} onChange={onChange} /> : null}
    </div>
  );
}
