import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { openRequest, type Wish } from './requestStore';

/** Where somebody is refused: the way to ask. */
export function RequestButton({ wish, size }: { wish: Wish; size?: 'small' }) {
  const { t } = useTranslation('request');
  return (
    <Button {...(size ? { size } : {})} onClick={() => openRequest(wish)}>
      {t(wish.kind ? 'askSecond' : 'ask')}
    </Button>
  );
}
