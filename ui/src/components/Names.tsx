import { useTranslation } from 'react-i18next';

/** The names an action touches: the first ones, and how many more. */
export function Names({ titles, most = 12 }: { titles: string[]; most?: number }) {
  const { t, i18n } = useTranslation('components');
  const shown = titles.slice(0, most).join(i18n.language === 'zh-CN' ? '、' : ', ');
  const rest = titles.length - most;
  return (
    <>
      {shown}
      {rest > 0 ? ` ${t('andMore', { count: rest })}` : ''}
    </>
  );
}
