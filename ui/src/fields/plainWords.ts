/** Any value as words, for types that are not known here and values left by a former type. */
export function plainWords(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(plainWords).filter(Boolean).join(', ');
  if (typeof value !== 'object') return String(value);
  const { title, name } = value as { title?: unknown; name?: unknown };
  return String(title ?? name ?? JSON.stringify(value));
}
