import { AppError } from '../../shared/failure.ts';
import type { ReplayLink, RtspAsk } from '../replay-link.ts';
import { type Assembled, createAssembler } from './access-units.ts';
import { createSequencer, parseRtp, type RtpPacket } from './rtp.ts';
import type { VideoTrack } from './sdp.ts';

/** A recorder may search its disk before the first picture. */
const firstMs = 30_000;
const quietMs = 2000;
const afterByeMs = 300;
const goodbye = 203;

/** Of one PLAY, for the access record. */
export interface Counts {
  packets: number;
  unreadable: number;
  first: string;
  last: string;
}

export interface Receiving {
  readonly link: ReplayLink;
  readonly now: () => string;
  /** What keeps the session alive, and shows that the recorder still answers. */
  readonly stay: RtspAsk;
  readonly counts: Counts;
  readonly video: VideoTrack;
  readonly channel: number;
  readonly timeoutSeconds: number;
  /** The number of the first packet, where the recorder says it. */
  readonly firstSequence: number | null;
  /** So often it may answer without sending a picture, two seconds apart, before it is taken to be over. */
  readonly patience: () => number;
}

/** The end of what one PLAY brings. */
export interface Over {
  readonly kind: 'over';
  readonly how: string;
  /** The recorder said so; else nothing more came, although it still answers. */
  readonly sure: boolean;
}

/** Takes packets until the recorder says that it is over, or has nothing more to send. */
export async function* receive(how: Receiving): AsyncGenerator<Assembled | Over> {
  const { link, now, stay, channel, timeoutSeconds, video } = how;
  const [sequencer, assembler] = [createSequencer(how.firstSequence), createAssembler(video.codec)];
  const accepts = packetFilter(how);
  let isOver = false; // a BYE, or a last picture: what is under way is waited for, and no more
  let asksAlive = false;
  let answered = 0;
  let toldAt = Date.parse(now());

  function* finish(end: Over): Generator<Assembled | Over> {
    for (const each of sequencer.finish()) yield* assembler.add(each);
    yield* assembler.finish(end.sure);
    yield end;
  }

  for (;;) {
    const item = await link.receive(isOver ? afterByeMs : how.counts.packets === 0 ? firstMs : quietMs);
    if (item.kind === 'end') return yield* finish({ kind: 'over', how: 'it closed the connection', sure: isOver });
    if (item.kind === 'answer') {
      answered += asksAlive ? 1 : 0;
      asksAlive = false;
      if (answered >= how.patience())
        return yield* finish({ kind: 'over', how: 'it sent no more, and still answered', sure: false });
      continue;
    }
    if (item.kind === 'quiet') {
      if (isOver) return yield* finish({ kind: 'over', how: 'it said so', sure: true });
      if (asksAlive) throw new AppError('unavailable', 'The recorder stopped answering in the middle of a replay.');
      asksAlive = true;
      await link.tell(stay);
      continue;
    }
    asksAlive = false;
    answered = 0;
    if (Date.parse(now()) - toldAt > timeoutSeconds * 400) {
      toldAt = Date.parse(now());
      await link.tell(stay);
    }
    if (item.channel === channel + 1) isOver ||= saysGoodbye(item.bytes);
    if (item.channel !== channel) continue;
    const accepted = accepts(item.bytes);
    if (accepted === null) {
      assembler.spoil();
      continue;
    }
    const { packet, isOfNext } = accepted;
    for (const each of isOfNext ? sequencer.anew(packet) : sequencer.add(packet)) yield* assembler.add(each);
    isOver ||= packet.marker && assembler.lastIsTerminal();
  }
}

interface Accepted {
  readonly packet: RtpPacket;
  /** The first packet under another SSRC: the recorder began its stream anew. */
  readonly isOfNext: boolean;
}

/**
 * Packets of the one stream that was asked for; null for what cannot be read, or belongs to another. Threat: two streams
 * at once would give pictures of two cameras as one; so a source that was left is never gone back to.
 */
function packetFilter({ counts, video }: Receiving): (bytes: Uint8Array) => Accepted | null {
  let ssrc: number | null = null;
  const left = new Set<number>();
  return (bytes) => {
    counts.packets += 1;
    const packet = parseRtp(bytes);
    if (packet === null || packet.payloadType !== video.payloadType || left.has(packet.ssrc)) {
      counts.unreadable += 1;
      return null;
    }
    const isOfNext = ssrc !== null && ssrc !== packet.ssrc;
    if (isOfNext && ssrc !== null) left.add(ssrc);
    ssrc = packet.ssrc;
    const { sequence, timestamp, extension } = packet;
    const said = `number ${sequence}, timestamp ${timestamp}, SSRC ${packet.ssrc}, extension CSeq ${extension?.cseq ?? 'none'}`;
    if (counts.first === '') counts.first = said;
    counts.last = said;
    return { packet, isOfNext };
  };
}

/** Whether a compound RTCP packet holds a BYE. */
function saysGoodbye(bytes: Uint8Array): boolean {
  for (let at = 0; at + 4 <= bytes.byteLength; ) {
    if (bytes[at + 1] === goodbye) return true;
    at += 4 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) * 4;
  }
  return false;
}
