import { AppError } from '../../shared/failure.ts';

export interface RtspText {
  readonly status: number;
  headers(name: string): readonly string[];
  readonly body: string;
}

/** One thing out of a recorder's connection. */
export type RtspItem =
  | { readonly kind: 'packet'; readonly channel: number; readonly bytes: Uint8Array }
  | { readonly kind: 'answer'; readonly answer: RtspText }
  /** The recorder asks something itself; RTSP allows it. */
  | { readonly kind: 'question'; readonly method: string };

const limits = { head: 16 * 1024, body: 64 * 1024 };
const DOLLAR = 0x24;

/** Takes a connection's bytes apart as they come (RFC 2326, 10.12). Never holds more than one item and one piece. */
export function createRtspReader() {
  let held: Buffer = Buffer.alloc(0);

  const take = (length: number): Buffer => {
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    return taken;
  };

  const takePacket = (): RtspItem | null => {
    if (held.length < 4) return null;
    const length = held.readUInt16BE(2);
    if (held.length < 4 + length) return null;
    const channel = held.readUInt8(1);
    return { kind: 'packet', channel, bytes: Uint8Array.from(take(4 + length).subarray(4)) };
  };

  const takeText = (): RtspItem | null => {
    const end = held.indexOf('\r\n\r\n');
    if (end > limits.head || (end === -1 && held.length > limits.head)) throw notRtsp();
    if (end === -1) return null;
    const [first = '', ...lines] = held.subarray(0, end).toString('latin1').split('\r\n');
    const fields = lines.map((line) => {
      const at = line.indexOf(':');
      if (at < 1) throw notRtsp();
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const;
    });
    const headers = (name: string): string[] =>
      fields.filter(([it]) => it === name.toLowerCase()).map(([, value]) => value);
    const length = lengthOf(headers('content-length'));
    if (held.length < end + 4 + length) return null;
    const body = take(end + 4 + length).subarray(end + 4);
    const answer = /^RTSP\/1\.\d (\d{3})(?: |$)/u.exec(first);
    if (answer !== null)
      return { kind: 'answer', answer: { status: Number(answer[1]), headers, body: body.toString('utf8') } };
    const question = /^([A-Z_]{3,20}) \S+ RTSP\/1\.\d$/u.exec(first);
    if (question === null) throw notRtsp();
    return { kind: 'question', method: question[1] ?? '' };
  };

  return {
    add(piece: Uint8Array): void {
      held = held.length === 0 ? Buffer.from(piece) : Buffer.concat([held, piece]);
    },
    /** Null when more bytes are needed. @throws AppError 'conflict' when it is no RTSP. */
    next(): RtspItem | null {
      while (held.length > 1 && held[0] === 0x0d && held[1] === 0x0a) take(2); // some units end a body with a line too many
      if (held.length === 0) return null;
      return held[0] === DOLLAR ? takePacket() : takeText();
    },
  };
}

function lengthOf(said: readonly string[]): number {
  const text = said[0] ?? '0';
  const length = /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN;
  if (!(length <= limits.body)) throw notRtsp();
  return length;
}

const notRtsp = (): AppError =>
  new AppError(
    'conflict',
    'What the recorder sends on the replay’s connection is not RTSP. It was stopped; check the site’s protocol, or use a memory stick.',
  );
