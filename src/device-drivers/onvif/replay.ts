import { AppError } from '../../shared/failure.ts';
import type { ReplayLink } from '../replay-link.ts';
import { type Asking, isPassing, refuseIfCancelled } from '../protocols/asking.ts';
import { gone, readsOnAfter } from '../protocols/reading-on.ts';
import type { AccessUnit } from './access-units.ts';
import { extensionBytes, ntpNanoseconds, rangeTime } from './ntp.ts';
import { type PlayRequest, play } from './play.ts';
import type { ReplayLog } from './replay-log.ts';
import type { TimedPicture } from './matroska.ts';
import type { VideoTrack } from './sdp.ts';

/** One stretch of one track, in UTC. */
export interface Stretch {
  readonly name: string;
  /** The path the recorder names for it; known once a connection was opened. */
  readonly target: () => string;
  readonly track: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

export interface Replaying {
  readonly asking: Asking;
  readonly log: ReplayLog;
  readonly open: () => Promise<ReplayLink>;
}

/** A replay begins with the picture a decoder can begin with: up to so long before what was asked for. */
const earliestMs = 10 * 60_000;
/** And may run on a little. */
const latestMs = 60_000;
/** So near to the asked end the last picture stands. */
const endSlackMs = 2000;
/** A connection that breaks off so often, or a stretch of more bytes than ten minutes can have, has no end. */
const mostPlays = 300;
const mostBytes = 8 * 1024 ** 3;
/** A recorder that fell silent before the end may only be looking for the next block of its disk. */
const patienceAgain = 10;
/** After so many damaged pictures of one stretch no more of them are asked for again. */
const mostAskedAgain = 20;

interface Last {
  readonly unit: AccessUnit;
  readonly at: bigint;
}

/**
 * Every picture of a stretch with its time, once and in the order it is decoded in. What breaks off is played again
 * from the last picture on, and goes on only after that very picture came again: nothing is missing at the seam.
 */
export async function* replay(
  stretch: Stretch,
  how: Replaying,
): AsyncGenerator<{ readonly track: VideoTrack } | TimedPicture> {
  const { asking, log } = how;
  let track: VideoTrack | null = null;
  let last: Last | null = null;
  let [count, fruitless, damaged, tail, bytes] = [0, 0, 0, 0, 0];
  let [mayLeaveOut, endedEarly] = [false, false];
  const isNearEnd = (): boolean => tail >= stretch.to - endSlackMs;
  const patience = (): number => (endedEarly && !isNearEnd() ? patienceAgain : 1);
  for (let plays = 0; ; plays += 1) {
    const before = count;
    let failure: unknown = null;
    let link: ReplayLink | null = null;
    try {
      asking.refuseIfClosed();
      refuseIfCancelled(asking.signal);
      link = await how.open();
      let isJoined: boolean = last === null;
      let previous: Last | null = null;
      for await (const item of play({ ...requestOf(stretch, last), patience }, { link, log, now: asking.ports.now })) {
        asking.refuseIfClosed();
        if (item.kind === 'format') {
          if (track === null) yield { track: item.track };
          else if (track.codec !== item.track.codec) throw otherStream(stretch.name);
          track = item.track;
        } else if (item.kind === 'damaged') {
          if (!isJoined) continue;
          if (!mayLeaveOut && damaged < mostAskedAgain) throw packetsMissing();
          log.remark(stretch.name, leftOut({ packets: item.packets, count, wasAskedAgain: mayLeaveOut }));
        } else if (item.kind === 'picture') {
          const at = timeOf(item.unit, { previous, stretch });
          previous = { unit: item.unit, at };
          if (!isJoined) {
            isJoined = last !== null && last.at === at && isSame(last.unit, item.unit);
            continue;
          }
          refuseOtherTime(at, stretch);
          bytes += item.unit.nals.reduce((sum, nal) => sum + nal.byteLength, 0);
          if (bytes > mostBytes) throw endless(stretch.name);
          last = previous;
          tail = Math.max(tail, Number(at / 1_000_000n));
          count += 1;
          mayLeaveOut = false;
          yield pictureOf(item.unit, at);
        } else {
          if (!isJoined) throw notJoined();
          log.line(`${stretch.name}: over after picture ${count}: ${item.how}.`);
          if (isTerminal(last) || isNearEnd()) return;
          if (endedEarly && count === before) {
            if (last !== null) log.remark(stretch.name, endsEarly(stretch, { tail, last }));
            return;
          }
          endedEarly = true;
          log.line(`${stretch.name}: it ended before it should; the rest is asked for again.`);
        }
      }
    } catch (error) {
      const mayPass = isPassing(error) || (error instanceof AppError && error.code === 'clause' && count > 0);
      if (!mayPass) throw error;
      failure = error;
      log.line(`${stretch.name}: broke off after picture ${count}: ${(error as AppError).message}`);
    } finally {
      link?.close();
    }
    if (isMissing(failure)) {
      damaged += 1;
      // Asked a second time, it came no better: the recorder does not have it whole.
      mayLeaveOut = count === before;
    }
    fruitless = count > before ? 0 : fruitless + 1;
    const wait = readsOnAfter[fruitless];
    if (wait === undefined || plays >= mostPlays) throw gone(stretch.name, failure);
    await asking.ports.wait(failure === null ? 0 : wait, asking.signal);
  }
}

/** From the last picture on; its own moment lies in what is played. */
function requestOf({ target, track, from, to }: Stretch, last: Last | null): Omit<PlayRequest, 'patience'> {
  const begins = last === null ? from : Number(last.at / 1_000_000n);
  return {
    target: target(),
    track,
    from: rangeTime(begins),
    to: rangeTime(to),
  };
}

function timeOf(
  { extension, timestamp }: AccessUnit,
  { previous, stretch }: { previous: Last | null; stretch: Stretch },
): bigint {
  if (extension !== null) return ntpNanoseconds(extension.ntp, stretch.from);
  if (previous === null)
    throw new AppError(
      'conflict',
      `The recorder replays “${stretch.name}” without saying when its pictures were taken. Use a memory stick.`,
    );
  const ticks = (timestamp - previous.unit.timestamp) | 0; // 32 bits with a sign: it wraps
  return previous.at + (BigInt(ticks) * 1_000_000_000n) / 90_000n;
}

/** The recorder itself calls this picture the last of what was asked for. Flag E is no such word: footage may follow the gap. */
const isTerminal = (last: Last | null): boolean => last?.unit.extension?.terminal === true;

function endsEarly({ to }: Stretch, { tail, last }: { tail: number; last: Last }): string {
  const early = `asked again too, the recorder ended ${Math.round((to - tail) / 1000)} s before its list does`;
  if (last.unit.extension?.endOfSection !== true) return `${early}.`;
  const [from, until] = [tail, to].map((ms) => new Date(ms).toISOString().slice(11, 19));
  return `${early}. It says that nothing was recorded after its picture of ${from} UTC, and nothing follows until ${until}.`;
}

const leftOut = (what: { packets: number; count: number; wasAskedAgain: boolean }): string =>
  what.wasAskedAgain
    ? `${what.packets} packets after picture ${what.count} never came, asked for again too. Their pictures are left out.`
    : `${what.packets} packets after picture ${what.count} never came; after ${mostAskedAgain} such places they were not asked for again. Their pictures are left out.`;

const pictureOf = ({ nals, isKey, extension }: AccessUnit, at: bigint): TimedPicture => ({
  ...{ nals, at, isKey },
  extension: extension === null ? null : extensionBytes(extension),
});

const isSame = (one: AccessUnit, other: AccessUnit): boolean =>
  one.nals.length === other.nals.length && one.nals.every((nal, at) => areEqual(nal, other.nals[at]));

const areEqual = (one: Uint8Array, other: Uint8Array | undefined): boolean =>
  one.byteLength === other?.byteLength && one.every((byte, at) => byte === other[at]);

/** Threat: a recorder whose list and pictures disagree, or that plays without end, gives footage nobody asked for. */
function refuseOtherTime(at: bigint, { name, from, to }: Stretch): void {
  const ms = Number(at / 1_000_000n);
  if (ms >= from - earliestMs && ms <= to + latestMs) return;
  const said = new Date(ms).toISOString().replace('T', ' ').slice(0, 19);
  throw new AppError(
    'conflict',
    `The recorder replays pictures of ${said} UTC for “${name}”: its list and its pictures do not agree. Nothing of it was kept; use a memory stick.`,
  );
}

const missing = new WeakSet<object>();
const isMissing = (failure: unknown): boolean => failure instanceof AppError && missing.has(failure);

function packetsMissing(): AppError {
  const failure = new AppError('unavailable', 'Packets of the replay are missing or cannot be read.');
  missing.add(failure);
  return failure;
}

const endless = (name: string): AppError =>
  new AppError('conflict', `The recorder sends far more for “${name}” than was asked for. It was stopped.`);

const notJoined = (): AppError =>
  new AppError('unavailable', 'The recorder, asked again, did not play the last picture again.');

const otherStream = (name: string): AppError =>
  new AppError('conflict', `The recorder replays “${name}” coded otherwise when asked again. Retrieve it again later.`);
