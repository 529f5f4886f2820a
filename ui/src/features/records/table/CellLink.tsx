import { ArrowRightOutlined, ExportOutlined, MailOutlined, PhoneOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ValueLink } from '@/fields/defineField';
import styles from './RecordTable.module.css';

const icons = {
  call: <PhoneOutlined aria-hidden />,
  mail: <MailOutlined aria-hidden />,
  web: <ExportOutlined aria-hidden />,
  record: <ArrowRightOutlined aria-hidden />,
};

/** The way out of a cell, at its end: the cell itself is there to be selected and edited. */
export function CellLink({ link, value }: { link: ValueLink; value: string }) {
  const { t } = useTranslation('records');
  const label = t(`table.follow.${link.kind}`, { value });
  const shared = {
    className: styles.follow ?? '',
    tabIndex: -1,
    'aria-label': label,
    title: label,
    'data-follow': true,
    onClick: (event: { stopPropagation: () => void }) => event.stopPropagation(),
  };
  if (link.kind === 'record')
    return (
      <Link {...shared} to={link.href}>
        {icons.record}
      </Link>
    );
  return (
    <a {...shared} href={link.href} {...(link.kind === 'web' ? { target: '_blank', rel: 'noreferrer' } : {})}>
      {icons[link.kind]}
    </a>
  );
}
