import type { Locator } from 'playwright';

/** A picture made small: 32 × 18 points of three colours. */
export type Look = readonly number[];

/** What a video or picture on the screen shows, read from its pixels. */
export const lookOf = (picture: Locator): Promise<Look> =>
  picture.evaluate((element) => {
    const [width, height] = [32, 18];
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const drawing = canvas.getContext('2d');
    if (drawing === null) throw new Error('there is nothing to draw on');
    drawing.imageSmoothingQuality = 'high';
    drawing.drawImage(element as HTMLVideoElement | HTMLImageElement, 0, 0, width, height);
    return [...drawing.getImageData(0, 0, width, height).data].filter((_, at) => at % 4 !== 3);
  });

/** How far two pictures are apart: the mean difference of their points, 0 to 255. */
const distance = (a: Look, b: Look): number =>
  a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;

/** A black or one-coloured area is no picture. */
export function mustBePicture(look: Look): void {
  const shades = new Set(look).size;
  if (shades < 20) throw new Error(`no picture is shown: ${shades} shades`);
}

/** Of several frames by number, the one a picture is of. */
export function nearestFrame(frames: ReadonlyMap<number, Look>, look: Look): number {
  const [nearest] = [...frames].toSorted(([, a], [, b]) => distance(a, look) - distance(b, look));
  if (nearest === undefined) throw new Error('there is no frame to compare with');
  return nearest[0];
}
