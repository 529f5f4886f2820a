/** A field, a column or the empty sheet under the pointer. */
export interface Target {
  uid: string;
  list: string;
  index: number;
  rect: { left: number; top: number; width: number; height: number };
  /** Columns stand side by side; fields above each other. */
  isColumn: boolean;
  isHalf: boolean;
}

export interface Drop {
  list: string;
  index: number;
  beside?: string;
  /** Where the line is drawn, and along which edge. */
  mark: { uid: string; edge: 'top' | 'bottom' | 'left' | 'right' };
}

/** Where a field dropped at this point would go: before or behind the one under it, or beside it at its edges. */
export function dropPlace(
  { uid, list, index, rect, isColumn, isHalf }: Target,
  x: number,
  y: number,
  canBeHalf: boolean,
): Drop {
  const across = (x - rect.left) / rect.width;
  const down = (y - rect.top) / rect.height;
  const sideways = isColumn || isHalf;
  const after = sideways ? across > 0.5 : down > 0.5;

  if (!isColumn && !isHalf && canBeHalf && (across < 0.18 || across > 0.82))
    return across < 0.5
      ? { list, index, beside: uid, mark: { uid, edge: 'left' } }
      : { list, index: index + 1, beside: uid, mark: { uid, edge: 'right' } };
  const edge = sideways ? (after ? 'right' : 'left') : after ? 'bottom' : 'top';
  return { list, index: after ? index + 1 : index, mark: { uid, edge } };
}

/** What lies under a point of the window, the innermost first. */
export function targetAt(x: number, y: number, dragged: string | undefined): Target | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const place = element.closest<HTMLElement>('[data-place]');
    if (
      !place ||
      place.dataset.place === dragged ||
      (dragged && place.closest(`[data-place="${CSS.escape(dragged)}"]`))
    )
      continue;
    const { place: uid = '', list = '', index = '0', column, half } = place.dataset;
    return {
      uid,
      list,
      index: Number(index),
      rect: place.getBoundingClientRect(),
      isColumn: column === 'true',
      isHalf: half === 'true',
    };
  }
  return undefined;
}
