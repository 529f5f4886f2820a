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

/** What lies under a point of the window, the innermost first; beside the sheet, the field of the form nearest in height. */
export function targetAt(x: number, y: number, dragged: string | undefined): Target | undefined {
  const isItself = (place: Element) =>
    dragged !== undefined && place.closest(`[data-place="${CSS.escape(dragged)}"]`) !== null;
  const under = document.elementsFromPoint(x, y);
  for (const element of under) {
    const place = element.closest<HTMLElement>('[data-place]');
    if (place && !isItself(place)) return targetOf(place);
  }
  const canvas = under.map((each) => each.closest('[data-canvas]')).find((each) => each !== null);
  const [nearest] = [...(canvas?.querySelectorAll<HTMLElement>('[data-place][data-list=root]') ?? [])]
    .filter((place) => !isItself(place))
    .map((place) => ({ place, rect: place.getBoundingClientRect() }))
    .sort((one, other) => away(one.rect, y) - away(other.rect, y));
  return nearest && targetOf(nearest.place);
}

const away = ({ top, bottom }: DOMRect, y: number) => Math.max(top - y, y - bottom, 0);

function targetOf(place: HTMLElement): Target {
  const { place: uid = '', list = '', index = '0', column, half } = place.dataset;
  const rect = place.getBoundingClientRect();
  return { uid, list, index: Number(index), rect, isColumn: column === 'true', isHalf: half === 'true' };
}
