/** The known name with the fewest edits to the given one, if they are few. */
export function nearest(name: string, known: string[]) {
  if (name.length > 64) return undefined;
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor((name.length * 2) / 5)) + 1;
  for (const each of known) {
    const edits = distance(name.toLowerCase(), each.toLowerCase());
    if (edits < fewest) [best, fewest] = [each, edits];
  }
  return best;
}

/** Edits between two texts: insert, delete, replace. */
function distance(left: string, right: string) {
  let row = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
