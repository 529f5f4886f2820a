/** /forms/:form/design */
export function DesignerPage() {
  return null;
}
