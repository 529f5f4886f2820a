import { Link } from 'react-router';
import type { CellProps } from './defineField';
import { named } from './named';
import styles from './fields.module.css';

const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

/** Records by their titles, each a way to it. */
export function ReferenceCell({ value, field, language }: CellProps) {
  return named(value).map(({ id, title }, index) => (
    <span key={id}>
      {index > 0 ? (language === 'zh-CN' ? '、' : ', ') : null}
      {field.target && isId.test(id) ? (
        <Link
          className={styles.link}
          to={`/forms/${field.target}/records/${id}`}
          onClick={(event) => event.stopPropagation()}
        >
          {title || id}
        </Link>
      ) : (
        title
      )}
    </span>
  ));
}
