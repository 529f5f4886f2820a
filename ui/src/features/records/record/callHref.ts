/** "+8613800000160;ext=801" → a number that phones dial, extension after a pause. Masked numbers cannot be called. */
export function callHref(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.includes('*')) return undefined;
  const [number, extension] = value.split(';ext=');
  return number ? `tel:${number}${extension ? `,${extension}` : ''}` : undefined;
}
