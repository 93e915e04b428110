// Aids for the eye on this screen alone: they change nothing that is kept and go into no still (CoP 5.11).

export interface Aids {
  readonly zoom: number;
  /** The point of the picture in the middle of the view, 0 to 1 each way. */
  readonly x: number;
  readonly y: number;
  readonly brightness: number;
  readonly contrast: number;
}

export const noAids: Aids = { zoom: 1, x: 0.5, y: 0.5, brightness: 1, contrast: 1 };

const MOST_ZOOM = 16;
const STEP = Math.SQRT2;

const inRange = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Keeps the view inside the picture. */
function held({ x, y, ...rest }: Aids): Aids {
  const half = 0.5 / rest.zoom;
  return { ...rest, x: inRange(x, half, 1 - half), y: inRange(y, half, 1 - half) };
}

/** One step nearer (1) or further (-1). */
export const zoomed = (aids: Aids, steps: 1 | -1): Aids =>
  held({ ...aids, zoom: inRange(Math.round(aids.zoom * STEP ** steps * 1000) / 1000, 1, MOST_ZOOM) });

/** Moves the view by shares of what is in sight. */
export const panned = (aids: Aids, right: number, down: number): Aids =>
  held({ ...aids, x: aids.x + right / aids.zoom, y: aids.y + down / aids.zoom });

export const brightened = (aids: Aids, brightness: number): Aids => ({
  ...aids,
  brightness: inRange(brightness, 0.5, 4),
});
export const contrasted = (aids: Aids, contrast: number): Aids => ({ ...aids, contrast: inRange(contrast, 0.5, 4) });

/** How the picture is drawn; nothing when no aid is on. */
export function styleOf({ zoom, x, y, brightness, contrast }: Aids): { transform?: string; filter?: string } {
  return {
    ...(zoom > 1 && { transform: `scale(${zoom}) translate(${(0.5 - x) * 100}%, ${(0.5 - y) * 100}%)` }),
    ...((brightness !== 1 || contrast !== 1) && { filter: `brightness(${brightness}) contrast(${contrast})` }),
  };
}

/** Said on the picture while an aid is on; null when it is shown as it is. */
export function inWords({ zoom, brightness, contrast }: Aids): string | null {
  const on = [
    ...(zoom > 1 ? [`${zoom.toFixed(1)} × nearer`] : []),
    ...(brightness === 1 ? [] : [`brightness ${Math.round(brightness * 100)} %`]),
    ...(contrast === 1 ? [] : [`contrast ${Math.round(contrast * 100)} %`]),
  ];
  return on.length === 0 ? null : `Viewing aid: ${on.join(', ')}. Not part of the footage.`;
}
