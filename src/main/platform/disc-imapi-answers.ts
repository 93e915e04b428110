import { z } from 'zod';
import type { DiscMedia } from '../court/disc-drive.ts';

// What the script says of drives and discs (disc-imapi-script.ts), and what it means.

const Drive = z.strictObject({
  /** By which IMAPI2 knows it. */
  id: z.string().min(1),
  vendor: z.string(),
  product: z.string(),
  letters: z.array(z.string()),
  /** The 0 of `CdRom0`. */
  deviceNumber: z.number().int().min(0),
});
export type ImapiDrive = z.infer<typeof Drive>;

const Media = z.strictObject({
  say: z.literal('media'),
  mediaType: z.number().int(),
  status: z.number().int(),
  freeSectors: z.number().int().nullable(),
});

const Failed = z.strictObject({ say: z.literal('failed'), code: z.string(), message: z.string() });
export type ImapiFailure = z.infer<typeof Failed>;

/** One line of the script. */
export const ImapiLine = z.discriminatedUnion('say', [
  z.strictObject({ say: z.literal('drives'), drives: z.array(Drive) }),
  Media,
  z.strictObject({ say: z.literal('ready') }),
  z.strictObject({ say: z.literal('written') }),
  z.strictObject({ say: z.literal('ejected') }),
  Failed,
]);
export type ImapiLine = z.infer<typeof ImapiLine>;

/** Null for a line that is none of the script's: what Windows itself writes there. */
export function lineOf(text: string): ImapiLine | null {
  try {
    return ImapiLine.safeParse(JSON.parse(text.replace(/^\uFEFF/u, ''))).data ?? null;
  } catch {
    return null;
  }
}

/** `D: HL-DT-ST DVDRAM GP60NB50`; makers fill their names up with spaces. */
export const driveName = ({ letters, vendor, product }: ImapiDrive): string =>
  [...letters.map((letter) => letter.replace(/\\$/u, '')), vendor.trim(), product.trim()]
    .filter((part) => part !== '')
    .join(' ');

/** IMAPI_MEDIA_PHYSICAL_TYPE: what it is called, and whether it can be written once only. */
const kinds: readonly (readonly [kind: string, writeOnce: boolean | null])[] = [
  ['not recognised', null],
  ['CD-ROM', null],
  ['CD-R', true],
  ['CD-RW', false],
  ['DVD-ROM', null],
  ['DVD-RAM', false],
  ['DVD+R', true],
  ['DVD+RW', false],
  ['DVD+R DL', true],
  ['DVD-R', true],
  ['DVD-RW', false],
  ['DVD-R DL', true],
  ['randomly writable disc', false],
  ['DVD+RW DL', false],
  ['HD DVD-ROM', null],
  ['HD DVD-R', true],
  ['HD DVD-RAM', false],
  ['BD-ROM', null],
  ['BD-R', true],
  ['BD-RE', false],
];

/** Bits of IMAPI_FORMAT2_DATA_MEDIA_STATE. */
const bits = {
  blank: 0x2,
  appendable: 0x4,
  finalSession: 0x8,
  damaged: 0x400,
  nonEmptySession: 0x1000,
  writeProtected: 0x2000,
  finalized: 0x4000,
} as const;

/** A drive without a disc fails with this. */
const noDisc = '0xC0AA0202';

/** Null when this failure says nothing of a disc. */
export const mediaOfFailure = ({ code }: ImapiFailure): DiscMedia | null =>
  code === noDisc ? { state: 'none', kind: 'no disc', capacityBytes: null, closed: null, writeOnce: null } : null;

export function mediaOf({ mediaType, status, freeSectors }: Omit<z.infer<typeof Media>, 'say'>): DiscMedia {
  const has = (bit: keyof typeof bits): boolean => (status & bits[bit]) !== 0;
  const [kind, writeOnce] = kinds[mediaType] ?? ['not recognised', null];
  const state = has('damaged') ? 'unknown' : has('blank') ? 'blank' : isWritten(has) ? 'written' : 'unknown';
  return {
    state,
    kind,
    capacityBytes: freeSectors === null ? null : freeSectors * 2048,
    closed:
      state !== 'written' ? null : has('appendable') || has('finalSession') ? false : has('finalized') ? true : null,
    writeOnce,
  };
}

const isWritten = (has: (bit: keyof typeof bits) => boolean): boolean =>
  has('appendable') || has('finalSession') || has('nonEmptySession') || has('writeProtected') || has('finalized');

const words: Readonly<Record<string, string>> = {
  [noDisc]: 'There is no disc in the drive. Put one in and try again.',
  '0xC0AA0203': 'The drive cannot work with this disc. Use another kind of disc, such as a DVD-R.',
  '0xC0AA0204': 'The disc lies upside down. Turn it over and try again.',
  '0xC0AA0205': 'The drive is not ready yet. Wait a minute and try again.',
  '0xC0AA0206': 'The drive is not ready yet. Wait a minute and try again.',
  '0xC0AA0207': 'The drive is not ready yet. Wait a minute and try again.',
  '0xC0AA0209': 'The disc or the drive is write-protected. Use a new disc.',
  '0xC0AA0210': 'Another program holds the disc drive. Close it and try again.',
  '0x80040154': 'This Windows has no burning (IMAPI2). Ask your administrator to add it.',
  '0x80070005': 'Windows does not allow discs to be written here. Ask your administrator to allow it for this account.',
};

/** What is said of a failure, with what to do. */
export const failureWords = (failure: ImapiFailure): string =>
  words[failure.code] ?? 'The disc drive did not answer. Check the drive and the disc, and try again.';
