import { AppError } from '../../shared/failure.ts';
import type { DeviceDriver, NetworkSession, Segment } from '../driver.ts';
import { refuseIfCancelled } from '../protocols/asking.ts';
import { clockSeconds, clockText } from '../protocols/wall-clock.ts';

/** One camera of the simulated recorder and the film that stands for all it recorded, marked in every picture. */
export interface SimulatedCamera {
  readonly name: string;
  film(): Promise<Uint8Array>;
}

export interface SimulatedSource {
  readonly cameras: readonly SimulatedCamera[];
  /** UTC with milliseconds. */
  now(): string;
  /** The right time here, as a wall clock. */
  wallClock(): string;
}

/** How long the film of each recording is, and how far apart recordings are, in seconds. */
const filmSeconds = 20;
const everySeconds = 600;
const keptSeconds = 28 * 86_400;
/** Its clock is fast, so that the time check is worth doing. */
const fastSeconds = 192;
const pieceBytes = 64 * 1024;

/**
 * A recorder that is none, for learning the work. It records a few seconds every ten minutes, its clock is wrong, its
 * second camera leaves gaps. Each file says of itself, in its picture and in its bytes, that it is simulated.
 */
export const simulatedDriver: DeviceDriver<SimulatedSource, NetworkSession> = {
  kind: 'simulated',
  async open({ cameras, now, wallClock }, signal) {
    refuseIfCancelled(signal);
    const clock = (): string => clockText(clockSeconds(wallClock()) + fastSeconds);
    let isClosed = false;
    const known = new Map<string, () => Promise<Uint8Array>>();

    /** The film and, behind it, a box that players pass over: no two recordings have the same bytes. */
    const bytesOf = async ({ film }: SimulatedCamera, name: string): Promise<Uint8Array> => {
      const [picture, words] = [await film(), new TextEncoder().encode(`SIMULATED, TRAINING ONLY: ${name}`)];
      const box = new Uint8Array(8 + words.length);
      new DataView(box.buffer).setUint32(0, box.length);
      box.set(new TextEncoder().encode('free'), 4);
      box.set(words, 8);
      const whole = new Uint8Array(picture.length + box.length);
      whole.set(picture);
      whole.set(box, picture.length);
      return whole;
    };

    const segmentAt = async (camera: SimulatedCamera, start: number): Promise<Segment> => {
      const [from, to] = [clockText(start), clockText(start + filmSeconds)];
      const name = `${camera.name}/SIMULATED_${from.replaceAll(/[-:]/gu, '').replace('T', '_')}.mp4`;
      known.set(name, () => bytesOf(camera, name));
      return {
        ...{ id: name, name, sizeBytes: (await bytesOf(camera, name)).length, openEnded: to > clock() },
        channel: { value: camera.name, source: 'device' },
        timeClaims: [
          { kind: 'start', wallClock: from, zone: 'local', source: 'device' },
          { kind: 'end', wallClock: to, zone: 'local', source: 'device' },
        ],
      };
    };

    return {
      identity: async () => ({
        ...{ maker: 'No maker', model: 'Simulated recorder', serial: 'SIMULATED', firmware: null },
      }),
      readClock: async () => ({ wallClock: clock(), zone: 'local', zoneText: null, takenAt: now() }),
      cameras: async () => cameras.map(({ name }) => name),
      quirks: () => ({}),
      async *search(period, wanted) {
        const nowOnIt = clockSeconds(clock());
        const first = Math.max(clockSeconds(period.from) - filmSeconds, nowOnIt - keptSeconds);
        const last = Math.min(clockSeconds(period.to), nowOnIt);
        for (let start = Math.ceil(first / everySeconds) * everySeconds; start < last; start += everySeconds)
          for (const [at, camera] of cameras.entries()) {
            refuseIfCancelled(signal);
            const isGap = at > 0 && (start / everySeconds) % 3 === 0;
            const ends = clockText(start + filmSeconds) > period.from;
            if (!isGap && ends && (wanted.length === 0 || wanted.includes(camera.name)))
              yield await segmentAt(camera, start);
          }
      },
      async *read({ id }, fromByte) {
        if (isClosed) throw new AppError('conflict', 'This recorder was closed. Connect again.');
        const whole = await known
          .get(id)?.()
          .catch((cause: unknown) => {
            throw new AppError('unavailable', `The simulated recorder does not give “${id}”.`, { cause });
          });
        if (whole === undefined) throw new AppError('not-found', 'The simulated recorder has no such recording.');
        for (let at = fromByte; at < whole.length; at += pieceBytes) {
          refuseIfCancelled(signal);
          yield whole.subarray(at, at + pieceBytes);
        }
      },
      accessRecord: async () => null,
      close: async () => void (isClosed = true),
    };
  },
};
