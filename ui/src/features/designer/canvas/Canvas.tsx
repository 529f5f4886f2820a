import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import { select } from '../actions/select';
import { useDesigner } from '../designerContext';
import { root } from '../model/places';
import styles from './canvas.module.css';
import { CanvasField } from './CanvasField';
import type { Drop } from './dropPlace';

/** The form as people will see it. */
export function Canvas({ drop }: { drop: Drop | undefined }) {
  const { t } = useTranslation('designer');
  const { text } = useLanguage();
  const { designer, run, isPhone } = useDesigner();
  const isNarrow = useIsPhone();
  const { draft } = designer;
  const end = draft.fields.length;
  return (
    <section className={styles.canvas} aria-label={t('canvas')} data-phone={isPhone || isNarrow} data-canvas>
      <div className={styles.sheet}>
        <button
          type="button"
          className={styles.title}
          aria-pressed={designer.selected === undefined}
          onClick={() => run(select, undefined as never)}
        >
          <h1>{text(draft.title, draft.key)}</h1>
          {text(draft.description) ? <span>{text(draft.description)}</span> : null}
        </button>
        <div className={styles.grid}>
          {draft.fields.map((field, index) => (
            <CanvasField key={field.$id} field={field} index={index} drop={drop} />
          ))}
        </div>
        <div
          className={styles.end}
          data-place="end"
          data-list={root}
          data-index={end}
          data-edge={drop?.mark.uid === 'end' ? 'top' : undefined}
        >
          {end === 0 ? <p>{t('emptyCanvas')}</p> : null}
        </div>
      </div>
    </section>
  );
}
