// What a camera writes beside a picture (EXIF, a TIFF inside the file). Only three facts are read, each with its bounds
// looked at first: a file may say anything.

export interface Exif {
  /** 1 to 8, as TIFF counts: how the stored picture must be turned to stand upright. */
  readonly orientation: number;
  /** When it was taken, by the camera's own clock: 2026-11-04T21:14:07. */
  readonly takenAt: string | null;
  /** Whether it says where it was taken. */
  readonly hasPlace: boolean;
}

export const noExif: Exif = { orientation: 1, takenAt: null, hasPlace: false };

const TAG = { orientation: 0x01_12, changedAt: 0x01_32, exif: 0x87_69, takenAt: 0x90_03, gps: 0x88_25 } as const;
const ENTRY_BYTES = 12;
const MOST_ENTRIES = 1000;
const DATE = /^(?<year>\d{4}):(?<month>\d\d):(?<day>\d\d) (?<time>[0-2]\d:[0-5]\d:[0-5]\d)/u;

/** Reads what a TIFF block says; what is broken or out of bounds is as if it were not there. */
export function readExif(tiff: Uint8Array): Exif {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const order = new TextDecoder('latin1').decode(tiff.subarray(0, 2));
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return noExif;
  const isLittle = order === 'II';
  if (view.getUint16(2, isLittle) !== 42) return noExif;

  /** Where the value of each tag of a directory stands: four bytes in the entry, or where they point to. */
  const directory = (at: number): ReadonlyMap<number, number> => {
    const found = new Map<number, number>();
    if (at < 8 || at + 2 > tiff.length) return found;
    const count = Math.min(view.getUint16(at, isLittle), MOST_ENTRIES);
    for (let index = 0; index < count; index += 1) {
      const entry = at + 2 + index * ENTRY_BYTES;
      if (entry + ENTRY_BYTES > tiff.length) break;
      found.set(view.getUint16(entry, isLittle), entry + 8);
    }
    return found;
  };
  const pointer = (at: number | undefined): number => (at === undefined ? 0 : view.getUint32(at, isLittle));
  const day = (at: number | undefined): string | null => {
    const from = pointer(at);
    if (from === 0 || from + 20 > tiff.length) return null;
    const read = DATE.exec(new TextDecoder('latin1').decode(tiff.subarray(from, from + 20)))?.groups;
    if (read === undefined) return null;
    const text = `${read['year'] ?? ''}-${read['month'] ?? ''}-${read['day'] ?? ''}T${read['time'] ?? ''}`;
    // 31 February and an empty date of zeros are no date.
    return Number.isNaN(Date.parse(`${text}Z`)) || !new Date(`${text}Z`).toISOString().startsWith(text) ? null : text;
  };

  const main = directory(view.getUint32(4, isLittle));
  const more = directory(pointer(main.get(TAG.exif)));
  const turned = main.get(TAG.orientation);
  const orientation = turned === undefined ? 1 : view.getUint16(turned, isLittle);
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    takenAt: day(more.get(TAG.takenAt)) ?? day(main.get(TAG.changedAt)),
    hasPlace: directory(pointer(main.get(TAG.gps))).size > 0,
  };
}

/** A TIFF that says nothing but how the picture is to be turned. */
export function exifOfOrientation(orientation: number): Uint8Array {
  const tiff = new Uint8Array(8 + 2 + ENTRY_BYTES + 4);
  const view = new DataView(tiff.buffer);
  tiff.set([0x4d, 0x4d, 0, 42]);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, TAG.orientation);
  view.setUint16(12, 3); // a short
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return tiff;
}
