import { useTranslation } from 'react-i18next';
import { useDesigner } from '../designerContext';
import { fieldAt } from '../model/places';
import { FieldPanel } from './FieldPanel';
import { FormPanel } from './FormPanel';
import styles from './panel.module.css';

/** Properties of what is selected. */
export function Panel() {
  const { t } = useTranslation('designer');
  const { designer } = useDesigner();
  const field = fieldAt(designer.draft, designer.selected);
  return (
    <aside className={styles.panel} aria-label={t('properties')}>
      {field ? <FieldPanel key={field.$id} field={field} /> : <FormPanel />}
    </aside>
  );
}
