import {
  ArrowLeftOutlined,
  DesktopOutlined,
  EyeOutlined,
  HistoryOutlined,
  MobileOutlined,
  RedoOutlined,
  TeamOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useForm } from '@/api/forms';
import { Tag } from '@/components/Tag';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import { keyLabel } from '@/lib/useHotkeys';
import { redo } from './actions/redo';
import { undo } from './actions/undo';
import styles from './designer.module.css';
import { useDesigner } from './designerContext';
import { AtWork } from './publish/Indexes';
import type { SyncState } from './useDraftSync';

export type Tool = 'preview' | 'rules' | 'versions' | 'publish';

interface Props {
  form: string;
  state: SyncState;
  isPhone: boolean;
  onPhone: (isPhone: boolean) => void;
  onTool: (tool: Tool) => void;
}

const tones = {
  saved: 'plain',
  saving: 'plain',
  unfinished: 'ageing',
  wrong: 'lost',
  offline: 'ageing',
  stale: 'ageing',
} as const;

/** The form's name and state, undo, how it is looked at, and the way to people: publish. */
export function DesignerHeader({ form, state, isPhone, onPhone, onTool }: Props) {
  const { t } = useTranslation('designer');
  const { text } = useLanguage();
  const { designer, run } = useDesigner();
  const navigate = useNavigate();
  const { data } = useForm(form);
  const version = (data?.version ?? 0) + 1;
  const isNarrow = useIsPhone();
  const rules = designer.draft.rules?.length ?? 0;

  return (
    <header className={styles.header}>
      <Tooltip title={t('back')}>
        <Link to={data?.version ? `/forms/${form}` : '/forms'} className={styles.back} aria-label={t('back')}>
          <ArrowLeftOutlined aria-hidden />
        </Link>
      </Tooltip>
      <b className={styles.name}>{text(designer.draft.title, designer.draft.key)}</b>
      <span role="status" className={styles.state}>
        <Tag tone={tones[state]}>
          {t('draftOf', { version })} · {t(`sync.${state}`)}
        </Tag>{' '}
        {data?.version ? <AtWork form={form} onOpen={() => onTool('versions')} /> : null}
      </span>
      <div className={styles.middle}>
        <Tooltip title={`${t('undo')} ${keyLabel('mod+z')}`}>
          <Button
            type="text"
            icon={<UndoOutlined aria-hidden />}
            aria-label={t('undo')}
            disabled={designer.past.length === 0}
            onClick={() => run(undo)}
          />
        </Tooltip>
        <Tooltip title={`${t('redo')} ⇧${keyLabel('mod+z')}`}>
          <Button
            type="text"
            icon={<RedoOutlined aria-hidden />}
            aria-label={t('redo')}
            disabled={designer.future.length === 0}
            onClick={() => run(redo)}
          />
        </Tooltip>
        {isNarrow ? null : (
          <>
            <Button
              type="text"
              icon={<DesktopOutlined aria-hidden />}
              aria-label={t('desktop')}
              aria-pressed={!isPhone}
              data-on={!isPhone}
              onClick={() => onPhone(false)}
            >
              {t('desktop')}
            </Button>
            <Button
              type="text"
              icon={<MobileOutlined aria-hidden />}
              aria-label={t('phone')}
              aria-pressed={isPhone}
              data-on={isPhone}
              onClick={() => onPhone(true)}
            >
              {t('phone')}
            </Button>
          </>
        )}
        <Button type="text" onClick={() => onTool('rules')}>
          {rules > 0 ? t('rulesCount', { count: rules }) : t('rules')}
        </Button>
        {data?.version ? (
          <Button
            type="text"
            icon={<TeamOutlined aria-hidden />}
            aria-label={t('access')}
            onClick={() => void navigate(`/forms/${form}/access`)}
          >
            {t('access')}
          </Button>
        ) : null}
        <Button
          type="text"
          icon={<HistoryOutlined aria-hidden />}
          aria-label={t('versions')}
          onClick={() => onTool('versions')}
        >
          {t('versions')}
        </Button>
      </div>
      <Button
        className={styles.preview ?? ''}
        {...(isNarrow ? { icon: <EyeOutlined aria-hidden />, 'aria-label': t('preview') } : {})}
        onClick={() => onTool('preview')}
      >
        {isNarrow ? null : t('preview')}
      </Button>
      <Button type="primary" className={styles.publish ?? ''} onClick={() => onTool('publish')}>
        {t('publishMore')}
      </Button>
    </header>
  );
}
