import { ArrowLeftOutlined } from '@ant-design/icons';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useIsPhone } from '@/lib/useMediaQuery';
import { useTitle } from '@/lib/useTitle';
import styles from './FillFrame.module.css';

interface Props {
  title: string;
  description?: string;
  back: string;
  /** What stands above the sheet's fields. */
  before?: ReactNode;
  /** What stands on the sheet; on a phone, its state is told in the title bar. */
  children: (statePlace: HTMLElement | undefined) => ReactNode;
}

/** One form on a page of its own: a sheet in the middle, or the whole of a phone. */
export function FillFrame({ title, description, back, before, children }: Props) {
  const { t } = useTranslation('fill');
  const isPhone = useIsPhone();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useTitle(title);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to={back} className={styles.back}>
          {isPhone ? (
            t('cancel')
          ) : (
            <>
              <ArrowLeftOutlined aria-hidden /> {t('back')}
            </>
          )}
        </Link>
        <h1>{title}</h1>
        {description ? <p>{description}</p> : null}
        {isPhone ? <div ref={setPlace} className={styles.state} /> : null}
      </header>
      <div className={styles.sheet}>
        {before}
        {children(isPhone ? (place ?? undefined) : undefined)}
      </div>
    </div>
  );
}
