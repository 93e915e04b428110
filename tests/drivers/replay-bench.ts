import { join } from 'node:path';
import type { NetworkSession, Segment } from '../../src/device-drivers/driver.ts';
import { deviceDrivers } from '../../src/device-drivers/registry.ts';
import { collect } from '../fixtures/collect.ts';
import { recorderLogin } from '../fixtures/lighttpd.ts';
import { startOnvif } from '../fixtures/recorder-onvif.ts';
import { type PeerScript, type ReplayPeer, type SentPicture, startReplayPeer } from '../fixtures/replay-peer.ts';
import { loopbackSource } from './network-source.ts';

export const film = join(import.meta.dirname, '../../../shared/samples/footage/cros-codecs/test-25fps.h264');
const whole = { from: '2026-10-05T22:00:00', to: '2026-10-05T22:00:10' };

export interface OpenedReplay {
  readonly session: NetworkSession;
  readonly peer: ReplayPeer;
  readonly stop: AbortController;
}

/** Units of one recording of ten seconds, each with a peer that replays it as a script says. */
export function createReplayBench(pictures: () => readonly SentPicture[]) {
  const opened: { close(): Promise<unknown> }[] = [];
  return {
    async open(
      script: Omit<PeerScript, 'pictures'> & { pictures?: readonly SentPicture[] } = {},
      login: { username: string; password: string } = recorderLogin,
    ): Promise<OpenedReplay> {
      const peer = await startReplayPeer({ pictures: pictures(), ...script });
      let given = 0;
      const unit = await startOnvif({
        recordings: [
          {
            ...{ token: 'R1', camera: 'Gate', from: '2026-10-05T21:00:00', to: '2026-10-05T21:00:10' },
            /** Another one each time it is asked for, as units give that take an address for one session. */
            get replayUri() {
              given += 1;
              return `rtsp://192.168.1.64:${peer.port}/replay?token=R1&v=${given}`;
            },
          },
        ],
      });
      const stop = new AbortController();
      const { source, http } = loopbackSource(unit.port, { login, protocol: 'onvif-g' });
      opened.push(http, peer, unit);
      return { session: await deviceDrivers['ic-pod'].open(source, stop.signal), peer, stop };
    },
    async close(): Promise<void> {
      await Promise.all(opened.splice(0).map((it) => it.close()));
    },
  };
}

export async function found(session: NetworkSession): Promise<Segment> {
  const [segment] = await collect(session.search(whole, []));
  return need(segment);
}

export const readWhole = async ({ session }: { session: NetworkSession }): Promise<Buffer> =>
  Buffer.concat(await collect(session.read(await found(session), 0)));

export const record = async (session: NetworkSession): Promise<string> =>
  Buffer.concat(await collect(need((await session.accessRecord())?.bytes))).toString();

export function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it is not there');
  return value;
}
