import { onvifMasterApp } from '../../shared/onvif-master.ts';
import { joined } from './joined.ts';
import { decoderConfiguration, type ParameterSets, pictureSize } from './parameter-sets.ts';

// The master of a replay (docs/decisions/0030): Matroska written by this file alone, so that the same pictures with the
// same times always give the same bytes. Nothing of the transmission is in it, and nothing of the day it was made.

/** One picture of a recording. */
export interface TimedPicture {
  readonly nals: readonly Uint8Array[];
  /** UTC in nanoseconds since 1970. */
  readonly at: bigint;
  readonly isKey: boolean;
  /** The recorder's header extension as it came, its CSeq as 0; null where the time follows from the RTP timestamp. */
  readonly extension: Uint8Array | null;
}

const scale = 100_000n; // a tick is a tenth of a millisecond
const longestCluster = 30_000n; // a block counts its ticks from its cluster in 16 bits with a sign
const largestCluster = 4 * 1024 * 1024;
/** Matroska counts from 2001. */
const epoch2001 = 978_307_200n * 1_000_000_000n;
const extensionId = 2;

/** Null when the parameter sets cannot be read. */
export function matroskaHead(sets: ParameterSets, firstAt: bigint): Uint8Array | null {
  const [size, configuration] = [pictureSize(sets), decoderConfiguration(sets)];
  if (size === null || configuration === null) return null;
  const head = element(
    [0x1a, 0x45, 0xdf, 0xa3],
    ...[number([0x42, 0x86], 1), number([0x42, 0xf7], 1), number([0x42, 0xf2], 4), number([0x42, 0xf3], 8)],
    ...[text([0x42, 0x82], 'matroska'), number([0x42, 0x87], 4), number([0x42, 0x85], 2)],
  );
  const info = element(
    [0x15, 0x49, 0xa9, 0x66],
    ...[number([0x2a, 0xd7, 0xb1], Number(scale)), element([0x44, 0x61], eightBytes(firstAt - epoch2001))],
    ...[text([0x4d, 0x80], onvifMasterApp), text([0x57, 0x41], onvifMasterApp)],
  );
  const extensions = element(
    [0x41, 0xe4],
    ...[number([0x41, 0xf0], extensionId), text([0x41, 0xa4], 'ONVIF replay RTP extension 0xABAC')],
    number([0x41, 0xe7], 0xabac),
  );
  const track = element(
    [0xae],
    ...[number([0xd7], 1), number([0x73, 0xc5], 1), number([0x83], 1), number([0x9c], 0)],
    ...[number([0x55, 0xee], extensionId), extensions],
    ...[
      text([0x86], sets.codec === 'h264' ? 'V_MPEG4/ISO/AVC' : 'V_MPEGH/ISO/HEVC'),
      element([0x63, 0xa2], configuration),
    ],
    element([0xe0], number([0xb0], size.width), number([0xba], size.height)),
  );
  // The length of the whole is not known while it is written: all ones says so.
  const segment = Uint8Array.from([0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
  return joined([head, segment, info, element([0x16, 0x54, 0xae, 0x6b], track)]);
}

/** Writes pictures into clusters, in the order they come, which is the order they are decoded in. */
export function createClusters(firstAt: bigint) {
  let blocks: Uint8Array[] = [];
  let start = 0n;
  let bytes = 0;
  let last = 0n;

  const flush = (): Uint8Array | null => {
    if (blocks.length === 0) return null;
    const cluster = element([0x1f, 0x43, 0xb6, 0x75], number([0xe7], Number(start)), ...blocks);
    blocks = [];
    bytes = 0;
    return cluster;
  };

  return {
    add(picture: TimedPicture): Uint8Array | null {
      // A picture that is shown before the first one, and cannot be decoded without what came earlier, stands at 0.
      const tick = picture.at < firstAt ? 0n : (picture.at - firstAt) / scale;
      const away = tick > start ? tick - start : start - tick;
      const isNew = picture.isKey || away >= longestCluster || bytes > largestCluster;
      const done = isNew ? flush() : null;
      if (blocks.length === 0) start = tick;
      const block = blockGroup(picture, { relative: Number(tick - start), toLast: Number(last - tick) });
      blocks.push(block);
      bytes += block.byteLength;
      last = tick;
      return done;
    },
    flush,
  };
}

function blockGroup(
  { nals, isKey, extension }: TimedPicture,
  { relative, toLast }: { relative: number; toLast: number },
): Uint8Array {
  const head = Uint8Array.from([0x81, (relative >> 8) & 0xff, relative & 0xff, 0]);
  const block = element([0xa1], head, ...nals.flatMap((nal) => [fourBytes(nal.byteLength), nal]));
  const more = extension === null ? null : element([0xa6], number([0xee], extensionId), element([0xa5], extension));
  return element(
    [0xa0],
    block,
    ...(more === null ? [] : [element([0x75, 0xa1], more)]),
    ...(isKey ? [] : [element([0xfb], eightBytes(BigInt(toLast)))]),
  );
}

const element = (id: readonly number[], ...parts: readonly Uint8Array[]): Uint8Array =>
  joined([Uint8Array.from(id), sizeOf(parts.reduce((sum, part) => sum + part.byteLength, 0)), ...parts]);

/** A length in eight bytes: always the same, so that lengths never depend on each other. */
const sizeOf = (length: number): Uint8Array => {
  const bytes = eightBytes(BigInt(length));
  bytes[0] = 0x01;
  return bytes;
};

const number = (id: readonly number[], value: number): Uint8Array => element(id, eightBytes(BigInt(value)));
const text = (id: readonly number[], value: string): Uint8Array => element(id, new TextEncoder().encode(value));

function eightBytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, value);
  return bytes;
}

function fourBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
