import { useTranslation } from 'react-i18next';
import type { ResponseError } from '../api/ask';
import styles from '../graphql.module.css';

interface Props {
  errors: ResponseError[];
  onPlace: (line: number, column: number) => void;
}

const most = 20;

/** The errors of a response, each leading to its place in the operation. */
export function ResponseErrors({ errors, onPlace }: Props) {
  const { t } = useTranslation('graphql');
  return (
    <ul className={styles.errors} aria-label={t('editor.errors')}>
      {errors.slice(0, most).map(({ message, locations }, index) => (
        <li key={index}>
          {locations?.[0] ? (
            <button
              type="button"
              className={styles.typeName}
              onClick={() => onPlace(locations[0]?.line ?? 1, locations[0]?.column ?? 1)}
            >
              {t('editor.place', { ...locations[0] })}
            </button>
          ) : null}{' '}
          {message}
        </li>
      ))}
    </ul>
  );
}
