import { Link } from 'react-router';
import { isByLink } from '@/api/client';
import type { FieldDefinition } from '@/api/types';
import type { CellProps, ValueLink } from './defineField';
import { named } from './named';
import styles from './fields.module.css';

const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;
const pathTo = ({ target }: FieldDefinition, id: string) =>
  target && isId.test(id) ? `/forms/${target}/records/${id}` : undefined;

/** The way to the record, where there is one only. */
export function linkTo(value: unknown, field: FieldDefinition): ValueLink | undefined {
  const [first, second] = named(value);
  const href = first && !second ? pathTo(field, first.id) : undefined;
  return href ? { kind: 'record', href } : undefined;
}

/** Records by their titles, each a way to it. */
export function ReferenceLinks({ value, field, language }: CellProps) {
  return named(value).map(({ id, title }, index) => {
    const to = isByLink() ? undefined : pathTo(field, id);
    return (
      <span key={id}>
        {index > 0 ? (language === 'zh-CN' ? '、' : ', ') : null}
        {to ? (
          <Link className={styles.link} to={to}>
            {title || id}
          </Link>
        ) : (
          (title ?? '—')
        )}
      </span>
    );
  });
}
