import { useTranslation } from 'react-i18next';
import { fieldCommands } from '../actions/onField';
import { useIsPhone } from '@/lib/useMediaQuery';
import { useDesigner } from '../designerContext';
import type { DraftField } from '../model/uids';
import styles from './canvas.module.css';

/** What can be done with the selected field, at its corner. */
export function MiniToolbar({ field }: { field: DraftField }) {
  const { t } = useTranslation('designer');
  const { designer, dispatch } = useDesigner();
  // Where there are no keys and dragging is slow, moving stands in the toolbar too.
  const isPhone = useIsPhone();
  return (
    <div className={styles.mini} role="toolbar" aria-label={t('toolbar')}>
      {fieldCommands
        .filter((each) => (each.inToolbar || (isPhone && each.icon)) && (each.fits?.(field) ?? true))
        .map(({ key, icon, isOn, step }) => (
          <button
            key={key}
            type="button"
            aria-pressed={isOn?.(field)}
            onClick={() => dispatch(step(field, designer.draft))}
          >
            {icon}{' '}
            {isPhone ? <span className="visually-hidden">{t(`command.${key}`)}</span> : t(`command.${key}`)}
          </button>
        ))}
    </div>
  );
}
