import { PlusOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { Canvas } from './canvas/Canvas';
import type { Drop } from './canvas/dropPlace';
import styles from './designer.module.css';
import { useDesigner } from './designerContext';
import { fieldAt } from './model/places';
import { Palette } from './palette/Palette';
import { Panel } from './panel/Panel';
import { useShown } from './useShown';

/** On a phone the canvas has the screen; what to add and what to set come up from below. */
export function PhoneBench({ drop }: { drop: Drop | undefined }) {
  const { t } = useTranslation(['designer', 'fields']);
  const { text } = useLanguage();
  const { designer } = useDesigner();
  const [sheet, setSheet] = useState<'palette' | 'panel'>();
  const close = () => setSheet(undefined);
  const field = fieldAt(designer.draft, designer.selected);
  useShown(designer.selected, 'center');

  return (
    <div className={styles.phone}>
      <Canvas drop={drop} />
      <div className={styles.phoneBar}>
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => setSheet('palette')}>
          {t('addField')}
        </Button>
        <Button icon={<SettingOutlined aria-hidden />} onClick={() => setSheet('panel')}>
          <span className={styles.phoneWhat}>
            {field ? text(field.label, t(`fields:type.${field.type}`)) : t('theForm')}
          </span>
        </Button>
      </div>
      <Drawer
        open={sheet !== undefined}
        placement="bottom"
        size="75%"
        title={sheet === 'palette' ? t('addField') : t('properties')}
        styles={{ body: { padding: 0 } }}
        onClose={close}
      >
        {sheet === 'palette' ? <Palette onAdded={close} /> : <Panel />}
      </Drawer>
    </div>
  );
}
