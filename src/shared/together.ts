/** A stretch on a recorder's clock. */
interface Stretch {
  readonly from: string;
  readonly to: string;
}

/**
 * When all cameras hold something at once, on the one clock they share. Each camera's stretches are in order and apart.
 * Empty when there is no camera.
 */
export function together(cameras: readonly (readonly Stretch[])[]): Stretch[] {
  const [first, ...others] = cameras;
  return others.reduce<readonly Stretch[]>(
    (common, camera) =>
      common.flatMap((a) =>
        camera
          .map((b) => ({ from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to }))
          .filter(({ from, to }) => from < to),
      ),
    first ?? [],
  ) as Stretch[];
}
