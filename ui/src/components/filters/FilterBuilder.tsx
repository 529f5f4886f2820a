import { useTranslation } from 'react-i18next';
import styles from './filters.module.css';
import { GroupEditor } from './GroupEditor';
import { replaceAt, type Group } from './filterModel';
import type { Target } from './paths';

/** Conditions in groups: all of them, or any. */
export function FilterBuilder({
  root,
  targets,
  onChange,
}: {
  root: Group;
  targets: Target[];
  onChange: (root: Group) => void;
}) {
  const { t } = useTranslation('filters');
  return (
    <div className={styles.builder} role="group" aria-label={t('title')}>
      {root.items.length === 0 ? <p className={styles.hint}>{t('hint')}</p> : null}
      <GroupEditor
        group={root}
        at={[]}
        targets={targets}
        onChange={(at, next) => onChange(replaceAt(root, at, () => next))}
      />
    </div>
  );
}
