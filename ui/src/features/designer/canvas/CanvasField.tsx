import { useDraggable } from '@dnd-kit/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionWords } from '@/components/record-form/ruleWords';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { select } from '../actions/select';
import { useDesigner } from '../designerContext';
import { conditionOf } from '../model/conditions';
import { nameOf, root } from '../model/places';
import type { DraftField } from '../model/uids';
import styles from './canvas.module.css';
import { CanvasTable } from './CanvasTable';
import type { Drop } from './dropPlace';
import { LabelEditor } from './LabelEditor';
import { MiniToolbar } from './MiniToolbar';
import { Sample } from './Sample';

interface Props {
  field: DraftField;
  index: number;
  drop: Drop | undefined;
}

/** A field on the canvas, as people will see it; clicking selects it, dragging moves it. */
export function CanvasField({ field, index, drop }: Props) {
  const { t } = useTranslation(['designer', 'fields']);
  const { text, language } = useLanguage();
  const { designer, run, errorsOf } = useDesigner();
  const [isNaming, setNaming] = useState(false);
  const { ref, handleRef, isDragging } = useDraggable({
    id: field.$id,
    data: { uid: field.$id, type: field.type },
  });
  const type = fieldType(field.type);
  const isSelected = designer.selected === field.$id;
  const errors = errorsOf(field.$id);
  const label = text(field.label, field.key);
  const name = nameOf(designer.draft, field);
  const conditions = (['visible', 'required', 'readOnly'] as const).flatMap((effect) => {
    const when = conditionOf(designer.draft, name, effect);
    return when === undefined ? [] : [{ effect, words: conditionWords(when, designer.draft, language) }];
  });

  return (
    <div
      ref={ref}
      className={styles.field}
      data-place={field.$id}
      data-list={root}
      data-index={index}
      data-half={field.width === 'half' && !type.wide}
      data-on={isSelected}
      data-off={field.hidden && !conditions.some((each) => each.effect === 'visible')}
      data-dragging={isDragging}
      data-wrong={errors.length > 0}
      data-edge={drop?.mark.uid === field.$id ? drop.mark.edge : undefined}
      data-kind={field.type}
    >
      <button
        ref={handleRef}
        type="button"
        className={styles.cover}
        aria-pressed={isSelected}
        aria-label={t('fieldOnCanvas', { label, type: t(`fields:type.${field.type}`) })}
        data-cover={field.$id}
        onClick={() => run(select, field.$id)}
        onFocus={() => isSelected || run(select, field.$id)}
        onDoubleClick={() => setNaming(true)}
        onKeyDown={(event) => event.key === 'F2' && setNaming(true)}
      />
      {isSelected ? <MiniToolbar field={field} /> : null}
      <div className={styles.inner}>
        {isNaming ? (
          <LabelEditor field={field} onClose={() => setNaming(false)} />
        ) : (
          <div className={styles.label}>
            {field.type === 'divider' || field.type === 'note' ? null : label}
            {field.required ? <em aria-hidden> *</em> : null}
            {conditions.map(({ effect, words }) => (
              <span key={effect} className={styles.condition}>
                {t(`condition.${effect}`, { words: words || '…' })}
              </span>
            ))}
            {field.hidden && conditions.length === 0 ? (
              <span className={styles.hidden}>{t('isHidden')}</span>
            ) : null}
          </div>
        )}
        {field.type === 'table' ? <CanvasTable table={field} drop={drop} /> : <Sample field={field} />}
        {text(field.help) ? <small className={styles.help}>{text(field.help)}</small> : null}
        {errors.map((each) => (
          <small key={each} className={styles.error} role="alert">
            {each}
          </small>
        ))}
      </div>
    </div>
  );
}
