import type { Localized, SelectOption } from '@/api/types';
import { nextOptionKey } from '../options';

/** A tree as an indented outline, one option a line: "上海 / Shanghai  #shanghai". The key after # is kept while it is there. */
export function toOutline(options: SelectOption[], depth = 0): string {
  return options
    .flatMap(({ key, label, children }) => [
      `${'  '.repeat(depth)}${[label['zh-CN'], label.en].filter(Boolean).join(' / ') || key}  #${key}`,
      ...(children?.length ? [toOutline(children, depth + 1)] : []),
    ])
    .join('\n');
}

export function fromOutline(text: string): SelectOption[] {
  const roots: SelectOption[] = [];
  const path: { depth: number; option: SelectOption }[] = [];
  for (const line of text.split('\n')) {
    const found = /^(\s*)(.*?)(?:\s+#(\S+))?\s*$/.exec(line);
    const words = found?.[2]?.trim();
    if (!found || !words) continue;
    const depth = (found[1] ?? '').replace(/\t/g, '  ').length;
    while (path.length > 0 && (path.at(-1)?.depth ?? 0) >= depth) path.pop();
    const parent = path.at(-1)?.option;
    const option: SelectOption = { key: found[3] ?? nextOptionKey(roots), label: labelOf(words) };
    if (parent) (parent.children ??= []).push(option);
    else roots.push(option);
    path.push({ depth, option });
  }
  return roots;
}

function labelOf(words: string): Localized {
  const [first = '', second] = words.split(/\s+\/\s+/);
  if (second) return { 'zh-CN': first, en: second };
  return /\p{Script=Han}/u.test(first) ? { 'zh-CN': first } : { en: first };
}
