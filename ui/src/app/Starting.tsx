/** While the first page loads: nothing moves, nothing flashes. */
export function Starting() {
  return null;
}
