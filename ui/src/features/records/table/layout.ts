import type { Column } from '../columns';

export const checkWidth = 46;

/** Where each column stands: frozen ones stick to the left one after another; a spare column fills the rest. */
export interface Place {
  width: number;
  left: number | undefined;
  isLastFrozen: boolean;
}

export function layout(columns: Column[]): Place[] {
  let left = checkWidth;
  return columns.map(({ width, frozen }, index) => {
    const place = {
      width,
      left: frozen ? left : undefined,
      isLastFrozen: frozen && !columns[index + 1]?.frozen,
    };
    if (frozen) left += width;
    return place;
  });
}

export const cellStyle = ({ width, left }: Place) => ({
  width,
  ...(left === undefined ? {} : { left, position: 'sticky' as const, zIndex: 1 }),
});
