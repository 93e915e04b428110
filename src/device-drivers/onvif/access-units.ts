import { joined } from './joined.ts';
import type { InOrder, ReplayExtension, RtpPacket } from './rtp.ts';

export type VideoCodec = 'h264' | 'h265';

/** One picture as it was coded: its NAL units as they came, in order, without anything between them. */
export interface AccessUnit {
  readonly nals: readonly Uint8Array[];
  /** 90 kHz, counted from an arbitrary number for each replay. */
  readonly timestamp: number;
  /** Null where the recorder put none on any packet of the picture. */
  readonly extension: ReplayExtension | null;
  /** A decoder can begin here, by the coding itself. */
  readonly isKey: boolean;
}

export type Assembled =
  | { readonly kind: 'picture'; readonly unit: AccessUnit }
  /** A picture that did not come whole; `packets` were missing or could not be read. */
  | { readonly kind: 'damaged'; readonly packets: number };

/** More than any camera codes one picture into. */
const largestUnitBytes = 16 * 1024 * 1024;
const mostNals = 2048;

/** Puts the pictures together again (RFC 6184 for H.264, RFC 7798 for H.265; interleaving modes are not used by cameras). */
export function createAssembler(codec: VideoCodec) {
  let open: Picture | null = null;
  let isLast = false;

  function* close(): Generator<Assembled> {
    const picture = open;
    open = null;
    if (picture === null) return;
    isLast = picture.extension?.terminal === true;
    if (picture.faults > 0 || picture.fragment !== null || picture.nals.length === 0)
      yield { kind: 'damaged', packets: Math.max(1, picture.faults) };
    else yield { kind: 'picture', unit: unitOf(picture, codec) };
  }

  return {
    *add({ packet, lostBefore, isAnew }: InOrder): Generator<Assembled> {
      if (lostBefore > 0) {
        // What is missing may belong to the picture before, to this one, or be pictures of its own.
        if (open !== null) open.faults += lostBefore;
        yield* close();
        yield { kind: 'damaged', packets: lostBefore };
      }
      if (open !== null && open.timestamp !== packet.timestamp) yield* close();
      open ??= { ...newPicture(packet.timestamp), faults: isAnew ? 0 : lostBefore };
      if (packet.extension !== null) open.extension = merged(open.extension, packet.extension);
      take(open, packet, codec);
      if (packet.marker) yield* close();
    },
    /** No more will come. A picture under way is given only where it is known that nothing of it is missing. */
    *finish(isWhole: boolean): Generator<Assembled> {
      if (isWhole) yield* close();
      open = null;
    },
    /** A packet came that cannot be read: the picture under way is not whole. */
    spoil(): void {
      if (open !== null) open.faults += 1;
    },
    /** Whether the recorder called the picture given last the last of all. */
    lastIsTerminal: () => isLast,
  };
}

interface Picture {
  readonly timestamp: number;
  readonly nals: Uint8Array[];
  extension: ReplayExtension | null;
  fragment: Uint8Array[] | null;
  bytes: number;
  faults: number;
}

const newPicture = (timestamp: number): Picture => ({
  ...{ timestamp, nals: [], extension: null, fragment: null, bytes: 0, faults: 0 },
});

/** The flags stand on the first packet of a picture, or on its last: what any of them says holds for the picture. */
const merged = (first: ReplayExtension | null, next: ReplayExtension): ReplayExtension =>
  first === null
    ? next
    : {
        ...first,
        cleanPoint: first.cleanPoint || next.cleanPoint,
        endOfSection: first.endOfSection || next.endOfSection,
        discontinuity: first.discontinuity || next.discontinuity,
        terminal: first.terminal || next.terminal,
      };

function take(picture: Picture, { payload }: RtpPacket, codec: VideoCodec): void {
  picture.bytes += payload.byteLength;
  if (picture.bytes > largestUnitBytes || picture.nals.length > mostNals) {
    picture.faults += 1;
    picture.nals.length = 0;
    picture.fragment = null;
    return;
  }
  const isTaken = codec === 'h264' ? takeH264(picture, payload) : takeH265(picture, payload);
  if (!isTaken) picture.faults += 1;
}

function takeH264(picture: Picture, payload: Uint8Array): boolean {
  const [first, second] = payload;
  if (first === undefined) return false;
  const type = first & 0x1f;
  if (type >= 1 && type <= 23) return single(picture, payload);
  if (type === 24) return several(picture, payload, 1);
  if (type !== 28 || second === undefined) return false;
  return fragment(picture, { first: second >> 7 === 1, last: (second & 0x40) !== 0, bytes: payload.subarray(2) }, [
    (first & 0xe0) | (second & 0x1f),
  ]);
}

function takeH265(picture: Picture, payload: Uint8Array): boolean {
  const [first, second, third] = payload;
  if (first === undefined || second === undefined) return false;
  const type = (first >> 1) & 0x3f;
  if (type < 48) return single(picture, payload);
  if (type === 48) return several(picture, payload, 2);
  if (type !== 49 || third === undefined) return false;
  return fragment(picture, { first: third >> 7 === 1, last: (third & 0x40) !== 0, bytes: payload.subarray(3) }, [
    (first & 0x81) | ((third & 0x3f) << 1),
    second,
  ]);
}

function single(picture: Picture, nal: Uint8Array): boolean {
  if (picture.fragment !== null) return false;
  picture.nals.push(nal);
  return true;
}

/** Several units in one packet, each after its length. */
function several(picture: Picture, payload: Uint8Array, from: number): boolean {
  let at = from;
  while (at + 2 <= payload.byteLength) {
    const length = ((payload[at] ?? 0) << 8) | (payload[at + 1] ?? 0);
    if (length === 0 || at + 2 + length > payload.byteLength) return false;
    if (!single(picture, payload.subarray(at + 2, at + 2 + length))) return false;
    at += 2 + length;
  }
  return at === payload.byteLength && at > from;
}

function fragment(
  picture: Picture,
  { first, last, bytes }: { first: boolean; last: boolean; bytes: Uint8Array },
  header: readonly number[],
): boolean {
  if (first !== (picture.fragment === null)) return false;
  picture.fragment ??= [Uint8Array.from(header)];
  picture.fragment.push(bytes);
  if (!last) return true;
  picture.nals.push(joined(picture.fragment));
  picture.fragment = null;
  return true;
}

function unitOf({ nals, timestamp, extension }: Picture, codec: VideoCodec): AccessUnit {
  return { nals, timestamp, extension, isKey: nals.some((nal) => isKeyNal(nal, codec)) };
}

const isKeyNal = ([first = 0]: Uint8Array, codec: VideoCodec): boolean => {
  const type = codec === 'h264' ? first & 0x1f : (first >> 1) & 0x3f;
  return codec === 'h264' ? type === 5 : type >= 16 && type <= 21;
};
