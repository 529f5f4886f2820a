import type { SelectOption } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';
import styles from './OptionTag.module.css';

/** The colours an option may have; anything else is grey. */
export const optionColours = ['default', 'blue', 'cyan', 'green', 'gold', 'orange', 'red', 'purple'] as const;
export type OptionColour = (typeof optionColours)[number];

const near: Record<string, OptionColour> = {
  volcano: 'red',
  magenta: 'red',
  pink: 'red',
  yellow: 'gold',
  lime: 'green',
  geekblue: 'blue',
  gray: 'default',
  grey: 'default',
};

export const colourOf = (colour: string | undefined): OptionColour =>
  near[colour ?? ''] ?? optionColours.find((each) => each === colour) ?? 'default';

/** An option in its colour and its words. */
export function OptionTag({
  option,
  plain,
}: {
  option: Pick<SelectOption, 'key' | 'label' | 'color'>;
  plain?: boolean;
}) {
  const { text } = useLanguage();
  const words = text(option.label, option.key);
  if (plain && !option.color) return <span>{words}</span>;
  return <span className={`${styles.tag} ${styles[colourOf(option.color)]}`}>{words}</span>;
}
