export type Steps<A extends readonly unknown[] = []> = Readonly<Record<string, (...given: A) => unknown>>;

/** Every step is tried, in turn: one that fails keeps no other from being done. */
export async function tryEach<A extends readonly unknown[]>(
  steps: Steps<A>,
  onFailure: (name: string, error: unknown) => void,
  ...given: A
): Promise<void> {
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step(...given);
    } catch (error) {
      onFailure(name, error);
    }
  }
}

/** The same; what failed first is thrown once all were tried. */
export async function allOf(steps: Steps): Promise<void> {
  const failed: unknown[] = [];
  await tryEach(steps, (_name, error) => failed.push(error));
  if (failed.length > 0) throw failed[0];
}
