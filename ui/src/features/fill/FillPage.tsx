/** /forms/:form/new */
export function FillPage() {
  return null;
}
