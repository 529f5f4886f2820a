/** The same limits as in src/FormsHub.Formulas/Limits; the shared vectors prove it. */
export const limits = {
  sourceLength: 4_000,
  parts: 1_000,
  depth: 50,
  path: 4,
  textLength: 100_000,
  soughtLength: 1_000,
  listLength: 10_000,
  steps: 200_000,
} as const;
