import { simulatedDriver } from '../../device-drivers/simulated/simulated-driver.ts';
import type { NetworkSession } from '../../device-drivers/driver.ts';
import type { Output } from '../../shared/contract.ts';
import type { SurveyId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { trainingFilm } from '../platform/training-films.ts';
import { londonWallClock } from '../time.ts';
import { createConnectionDesk } from './connection-desk.ts';
import { type DeviceRecord, shownDevice } from './device-record.ts';

interface Simulated {
  readonly id: SurveyId;
  readonly session: NetworkSession;
  readonly device: DeviceRecord;
}

/** The recorder of a training vault: no device, no network, films that the application came with. */
export function createSimulatedRecorder({ clock }: { clock: Clock }) {
  const desk = createConnectionDesk<Simulated>();
  const open = async (stop: AbortController): Promise<Simulated> => {
    const cameras = ([1, 2] as const).map((number) => ({ name: String(number), film: () => trainingFilm(number) }));
    const source = { cameras, now: clock.now, wallClock: () => londonWallClock(clock.now()) };
    const session = await simulatedDriver.open(source, stop.signal);
    const close = async (): Promise<void> => {
      stop.abort();
      await session.close();
    };
    const device: DeviceRecord = {
      ...(await session.identity()),
      ...{ site: 'Simulated recorder', address: 'Simulated recorder', protocol: 'none', key: null, asked: null },
      clock: await session.readClock(),
      route: { vpnInterface: 'none', sourceAddress: null, gateway: null },
      ...{ portal: null, tellsGaps: null, simulated: true },
    };
    return { id: newId<SurveyId>(), session: { ...session, close }, device };
  };

  return {
    closeIdle: desk.closeIdle,
    find: desk.find,
    hand: desk.hand,

    async connect(act: Act): Promise<Output<'retrievals.connectSimulated'>> {
      const { id, device, session } = await desk.make(open);
      act.change(['retrievals'], (tx) => tx.enter('simulated recorder', { ...device }));
      const cameras = await session.cameras();
      return {
        ...{ id, siteNumber: device.site, ...shownDevice(device), found: [] },
        cameras: cameras === null ? null : [...cameras],
      };
    },
  };
}

export type SimulatedRecorder = ReturnType<typeof createSimulatedRecorder>;
