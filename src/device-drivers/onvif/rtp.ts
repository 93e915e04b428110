/** What the RTP header extension of an ONVIF replay says of a picture (ONVIF Streaming Specification, 6.3). */
export interface ReplayExtension {
  /** When the picture was taken: UTC since 1900 in 2^-32 seconds, as it came; it wraps in 2036. */
  readonly ntp: bigint;
  /** C: a decoder can begin here. */
  readonly cleanPoint: boolean;
  /** E: the last picture before nothing was recorded, or of all there is. */
  readonly endOfSection: boolean;
  /** D: what was sent before does not lead here. */
  readonly discontinuity: boolean;
  /** T: the last picture of what was asked for. */
  readonly terminal: boolean;
  /** The low byte of the number (CSeq) of the PLAY that it answers. */
  readonly cseq: number;
}

export interface RtpPacket {
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly marker: boolean;
  readonly payloadType: number;
  readonly extension: ReplayExtension | null;
  readonly payload: Uint8Array;
}

const onvifProfile = 0xabac;

/** A packet as it came, or null when its own lengths contradict it. */
export function parseRtp(bytes: Uint8Array): RtpPacket | null {
  if (bytes.byteLength < 12) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint8(0);
  if (first >> 6 !== 2) return null;
  let at = 12 + (first & 0x0f) * 4;
  let extension: ReplayExtension | null = null;
  if ((first & 0x10) !== 0) {
    if (at + 4 > bytes.byteLength) return null;
    const [profile, words] = [view.getUint16(at), view.getUint16(at + 2)];
    if (at + 4 + words * 4 > bytes.byteLength) return null;
    if (profile === onvifProfile && words >= 3) extension = extensionAt(view, at + 4);
    at += 4 + words * 4;
  }
  const padding = (first & 0x20) === 0 ? 0 : view.getUint8(bytes.byteLength - 1);
  if (at + padding > bytes.byteLength || ((first & 0x20) !== 0 && padding === 0)) return null;
  const second = view.getUint8(1);
  return {
    ...{ sequence: view.getUint16(2), timestamp: view.getUint32(4), ssrc: view.getUint32(8) },
    ...{ marker: (second & 0x80) !== 0, payloadType: second & 0x7f, extension },
    payload: bytes.subarray(at, bytes.byteLength - padding),
  };
}

function extensionAt(view: DataView, at: number): ReplayExtension {
  const flags = view.getUint8(at + 8);
  return {
    ...{ ntp: view.getBigUint64(at), cseq: view.getUint8(at + 9) },
    ...{ cleanPoint: (flags & 0x80) !== 0, endOfSection: (flags & 0x40) !== 0 },
    ...{ discontinuity: (flags & 0x20) !== 0, terminal: (flags & 0x10) !== 0 },
  };
}

/** How far packets may be out of their order before the one missing is taken for lost. */
const reorderDepth = 64;
/** A number so far behind is not late: it is the count begun anew, or nonsense. */
const lateRange = 1024;

/** Whether one 32-bit time is after another; they wrap. */
const isAfter = (one: number, other: number): boolean => ((one - other) | 0) > 0;

export interface InOrder {
  readonly packet: RtpPacket;
  /** So many packets before it never came. */
  readonly lostBefore: number;
  /** The recorder began its count anew with it: nothing that is missing before it belongs to it. */
  readonly isAnew: boolean;
}

/** Brings packets into the order of their numbers, a few at a time. What comes twice is given once. */
export function createSequencer(first: number | null = null) {
  let expected: number | null = null;
  /** The newest time given, and the last packets of flag D, by their times. */
  let newest: number | null = null;
  let begun: readonly number[] = [];
  const early = new Map<number, RtpPacket>();
  const ahead = (sequence: number): number => (sequence - (expected ?? sequence)) & 0xffff;

  function given(packet: RtpPacket, lostBefore: number, isAnew = false): InOrder {
    const { sequence, timestamp, extension } = packet;
    expected = (sequence + 1) & 0xffff;
    if (isAnew || newest === null || isAfter(timestamp, newest)) newest = timestamp;
    if (extension?.discontinuity === true && !begun.includes(timestamp)) begun = [...begun.slice(-63), timestamp];
    return { packet, lostBefore, isAnew };
  }

  /** A number that was had already stands on a picture that was not: the recorder counts anew. */
  const countsAnew = ({ timestamp, extension }: RtpPacket): boolean =>
    (newest !== null && isAfter(timestamp, newest)) ||
    (extension?.discontinuity === true && !begun.includes(timestamp));

  /** How many are missing before it cannot be known; one is said, so that it is asked for again and told. */
  function* anew(packet: RtpPacket): Generator<InOrder> {
    while (early.size > 0) yield* jump();
    yield given(packet, 1, true);
  }

  function* ready(): Generator<InOrder> {
    for (let next = early.get(expected ?? -1); next !== undefined; next = early.get(expected ?? -1)) {
      early.delete(next.sequence);
      yield given(next, 0);
    }
  }

  function* jump(): Generator<InOrder> {
    const nearest = [...early.values()].sort((a, b) => ahead(a.sequence) - ahead(b.sequence))[0];
    if (nearest === undefined) return;
    const lostBefore = ahead(nearest.sequence);
    early.delete(nearest.sequence);
    yield given(nearest, lostBefore);
    yield* ready();
  }

  return {
    *add(packet: RtpPacket): Generator<InOrder> {
      // What a recorder says of its first packet counts only where it can be: some say what is long over.
      if (expected === null)
        expected = first !== null && ((packet.sequence - first) & 0xffff) < reorderDepth ? first : packet.sequence;
      if (0x10000 - ahead(packet.sequence) < lateRange && ahead(packet.sequence) !== 0) {
        if (countsAnew(packet)) yield* anew(packet);
        return; // had already
      }
      early.set(packet.sequence, packet);
      yield* ready();
      while (early.size > reorderDepth) yield* jump();
    },
    /** The recorder sends as another source from this packet on. */
    anew,
    /** No more will come: what still waits for a missing one is given. */
    *finish(): Generator<InOrder> {
      while (early.size > 0) yield* jump();
    },
  };
}
