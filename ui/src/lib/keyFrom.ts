/** "Emergency contact" → "emergencyContact": a key as the server takes it. */
export function keyFrom(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 _-]/g, '')
    .split(/[\s_-]+/)
    .filter(Boolean);
  const key = words
    .map((word, index) =>
      index === 0 ? word.toLowerCase() : word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('');
  return key.replace(/^[^a-z]+/, '').slice(0, 63);
}

/** A key for something named only in Chinese: "form", "form2", … whichever is free. */
export function freeKey(stem: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const key = number === 1 ? stem : `${stem}${number}`;
    if (!taken.includes(key)) return key;
  }
}
