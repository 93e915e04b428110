/** What is chosen for a bundle, in the order in which it will be exhibited. */
export interface Chosen {
  readonly id: string;
  readonly description: string;
}

/** Adds an item at the end, or takes it out. */
export const toggle = (chosen: readonly Chosen[], id: string): readonly Chosen[] =>
  chosen.some((item) => item.id === id)
    ? chosen.filter((item) => item.id !== id)
    : [...chosen, { id, description: '' }];

export const describe = (chosen: readonly Chosen[], id: string, description: string): readonly Chosen[] =>
  chosen.map((item) => (item.id === id ? { id, description } : item));

/** Moves an item one place up (-1) or down (1); at the end of the list nothing happens. */
export function shift(chosen: readonly Chosen[], id: string, by: -1 | 1): readonly Chosen[] {
  const from = chosen.findIndex((item) => item.id === id);
  const moved = chosen[from];
  const target = from + by;
  if (moved === undefined || target < 0 || target >= chosen.length) return chosen;
  const others = chosen.filter((item) => item.id !== id);
  return [...others.slice(0, target), moved, ...others.slice(target)];
}
