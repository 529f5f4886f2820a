/** Lets the browser save content as a file. */
export function saveFile(content: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** JSON as a file. */
export const saveJson = (json: string, name: string) =>
  saveFile(new Blob([json], { type: 'application/json' }), name);
