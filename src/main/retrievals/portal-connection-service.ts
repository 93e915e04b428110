import type { DeviceSession } from '../../device-drivers/driver.ts';
import { idcamPortalDriver } from '../../device-drivers/idcam-portal/idcam-portal-driver.ts';
import { PortalProfile } from '../../device-drivers/idcam-portal/portal-profile.ts';
import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { SurveyId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Clock } from '../platform/clock.ts';
import { findAddress } from '../platform/find-address.ts';
import { newId } from '../platform/ids.ts';
import { patience } from '../platform/patience.ts';
import { createPortalHttp } from '../platform/portal-http.ts';
import { findRoute, type Route } from '../platform/route-check.ts';
import { createConnectionDesk } from './connection-desk.ts';
import { type DeviceRecord, shownDevice } from './device-record.ts';
import type { PortalService } from './portal-service.ts';
import type { PortalRow } from './portal-store.ts';

/** A portal that answers one officer, until it is used or replaced. */
interface ConnectedPortal {
  readonly id: SurveyId;
  readonly portal: PortalRow;
  readonly session: DeviceSession;
  readonly device: DeviceRecord;
}

/** Opens portals that are switched on, one at a time, each time with the officer's own login. */
export function createPortalConnections({ portals, clock }: { portals: PortalService; clock: Clock }) {
  const desk = createConnectionDesk<ConnectedPortal>();
  return {
    closeIdle: desk.closeIdle,

    /** Every attempt is an entry with the name of the login, one that was refused too; the password is in none. */
    async connect(input: Parsed<'portals.connect'>, act: Act): Promise<Output<'portals.connect'>> {
      const { portalId, username } = input;
      const portal = portals.requireOn(portalId);
      let opened: ConnectedPortal;
      try {
        opened = await desk.make((stop) => open(portal, input, { clock, stop }));
      } catch (error) {
        if (error instanceof AppError)
          act.as('portals.connectFailed').change(['retrievals'], (tx) =>
            tx.enter(`portal ${portal.number}`, {
              portalId,
              login: username,
              code: error.code,
              reason: error.message,
            }),
          );
        throw error;
      }
      const { device, id } = opened;
      act.change(['retrievals'], (tx) => tx.enter(`portal ${portal.number}`, { portalId, ...device }));
      return {
        id,
        siteNumber: portal.number,
        ...shownDevice(device),
        cameras: null, // what is asked for is all a bridge's cameras, as one retrieval
        found: [],
      };
    },

    /** The portal behind a connection; null when it is none of a portal. */
    find: desk.find,
    hand: desk.hand,
  };
}

async function open(
  portal: PortalRow,
  { username, portalPassword }: Parsed<'portals.connect'>,
  { clock, stop }: { clock: Clock; stop: AbortController },
): Promise<ConnectedPortal> {
  const profile = PortalProfile.parse(JSON.parse(portal.profile));
  const { host, port, certificate } = portal;
  const address = await findAddress(host);
  const checkRoute = (): Promise<Route> => portalRoute(portal, address);
  const route = await checkRoute();
  const http = createPortalHttp({
    at: { address, host, port, secure: true, certificate },
    login: { username, password: portalPassword },
    checkRoute,
  });
  const ports = { request: http.request, now: clock.now, wait: patience };
  try {
    const session = await idcamPortalDriver.open({ profile, ports }, stop.signal);
    const [identity, reading] = [await session.identity(), await session.readClock()];
    const close = async (): Promise<void> => {
      stop.abort();
      await session.close();
      await http.close();
    };
    const device: DeviceRecord = {
      ...identity,
      ...{
        site: portal.number,
        address: `${host}:${port} (${address}, HTTPS)`,
        protocol: `the profile ${profile.name}`,
      },
      clock:
        reading === null
          ? null
          : { wallClock: reading.wallClock, zoneText: reading.zoneText, takenAt: reading.takenAt },
      route: { vpnInterface: route.interfaceName, sourceAddress: route.sourceAddress, gateway: route.gateway },
      ...{ key: null, asked: null, tellsGaps: null },
      simulated: false,
      portal: { login: username, profileSha256: portal.profileSha256, certificate },
    };
    return { id: newId<SurveyId>(), portal, session: { ...session, close }, device };
  } catch (error) {
    stop.abort();
    await http.close();
    throw error;
  }
}

/** The way to a portal, which must leave through the interface that the manager judged. */
async function portalRoute({ number, networkInterface }: PortalRow, address: string): Promise<Route> {
  const route = await findRoute(address);
  if (route?.interfaceName === networkInterface) return route;
  const instead = route === null ? 'there is no way to it at all' : `it would go through ${route.interfaceName}`;
  throw new AppError(
    'clause',
    `The way to the portal ${number} does not go through ${networkInterface}: ${instead}. Nothing is sent.`,
    { clause: '3.15' },
  );
}

export type PortalConnections = ReturnType<typeof createPortalConnections>;
