import { icPodDriver } from '../../device-drivers/ic-pod/ic-pod-driver.ts';
import type { ClockReading, DeviceIdentity, NetworkSession } from '../../device-drivers/driver.ts';
import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { SurveyId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Clock } from '../platform/clock.ts';
import { createDeviceHttp } from '../platform/device-http.ts';
import { newId } from '../platform/ids.ts';
import { patience } from '../platform/patience.ts';
import { findRoute, type Route } from '../platform/route-check.ts';
import { londonWallClock } from '../time.ts';
import { type DeviceRecord, wayInWords } from './device-record.ts';
import { quirksInWords, type SiteService } from './site-service.ts';
import type { SiteRow } from './site-store.ts';

/** A recorder that answers, until it is used or replaced. */
export interface Connected {
  readonly id: SurveyId;
  readonly site: SiteRow;
  readonly session: NetworkSession;
  readonly device: DeviceRecord;
}

export interface RecorderPorts {
  readonly sites: SiteService;
  readonly clock: Clock;
}

/** Opens recorders over the VPN, one at a time. */
export function createRecorderService({ sites, clock }: RecorderPorts) {
  let current: Connected | null = null;

  const closeIdle = async (): Promise<void> => {
    const leaving = current;
    current = null;
    await leaving?.session.close();
  };

  const open = async (site: SiteRow): Promise<Connected> => {
    const route = await vpnRoute(site);
    const stop = new AbortController();
    const http = createDeviceHttp({
      at: site,
      login: { username: site.username, password: sites.password(site.id) },
      checkRoute: () => vpnRoute(site),
    });
    const ports = { request: http.request, now: clock.now, wait: patience };
    try {
      const session = await icPodDriver.open({ protocol: site.protocol, quirks: site.quirks, ports }, stop.signal);
      const [identity, reading] = [await session.identity(), await session.readClock()];
      const close = async (): Promise<void> => {
        stop.abort();
        await session.close();
        await http.close();
      };
      const device = recordOf(site, { identity, reading, route, protocol: session.quirks().protocol ?? site.protocol });
      return { id: newId<SurveyId>(), site, session: { ...session, close }, device };
    } catch (error) {
      stop.abort();
      await http.close();
      throw error;
    }
  };

  return {
    closeIdle,

    /** Every attempt is an entry, one that was refused too. */
    async connect({ siteId }: Parsed<'retrievals.connect'>, act: Act): Promise<Output<'retrievals.connect'>> {
      const site = sites.require(siteId);
      await closeIdle();
      let opened: Connected;
      try {
        opened = await open(site);
      } catch (error) {
        if (error instanceof AppError)
          act
            .as('retrievals.connectFailed')
            .change(['retrievals'], (tx) =>
              tx.enter(`site ${site.number}`, { siteId, code: error.code, reason: error.message }),
            );
        throw error;
      }
      current = opened;
      const { device, session, id } = opened;
      act.change(['retrievals', 'settings'], (tx) => {
        sites.learn(tx, siteId, session.quirks());
        tx.enter(`site ${site.number}`, { siteId, ...device, found: found(session) });
      });
      return {
        id,
        siteNumber: site.number,
        identity: { maker: device.maker, model: device.model, serial: device.serial, firmware: device.firmware },
        clock:
          device.clock === null
            ? null
            : {
                systemTime: device.clock.wallClock,
                zoneText: device.clock.zoneText,
                laptopTime: londonWallClock(device.clock.takenAt),
              },
        way: wayInWords(device),
        found: quirksInWords(session.quirks()),
      };
    },

    require(id: SurveyId): Connected {
      if (current?.id !== id) throw new AppError('not-found', 'This recorder is no longer connected. Connect again.');
      return current;
    },

    /** From now on somebody else closes it. */
    hand(session: object): void {
      if (current?.session === session) current = null;
    },

    /** What searching taught about the recorder is kept for the next time. */
    keepFound({ site, session }: Connected, act: Act): void {
      if (JSON.stringify(session.quirks()) === JSON.stringify(sites.require(site.id).quirks)) return;
      act.as('sites.found').change(['settings'], (tx) => {
        sites.learn(tx, site.id, session.quirks());
        tx.enter(`site ${site.number}`, { siteId: site.id, found: found(session) });
      });
    },
  };
}

const found = (session: NetworkSession): Record<string, string> =>
  Object.fromEntries(quirksInWords(session.quirks()).map(({ label, value }) => [label, value]));

/** The route to a site, which must leave through the interface on record (CoP 3.8, 3.11). */
async function vpnRoute(site: SiteRow): Promise<Route> {
  const route = await findRoute(site.address);
  if (route?.interfaceName === site.vpnInterface) return route;
  const instead = route === null ? 'there is no way to it at all' : `it would go through ${route.interfaceName}`;
  throw new AppError(
    'clause',
    `The way to ${site.number} does not go through the VPN (${site.vpnInterface}): ${instead}. Nothing is sent. Start the VPN and try again; if it is up, the manager checks the site in Settings.`,
    { clause: site.system === 'ic-pod' ? '3.11' : '3.8' },
  );
}

function recordOf(
  site: SiteRow,
  {
    identity,
    reading,
    route,
    protocol,
  }: { identity: DeviceIdentity; reading: ClockReading | null; route: Route; protocol: string },
): DeviceRecord {
  return {
    site: site.number,
    address: `${site.address}:${site.port}${site.secure ? ' (HTTPS)' : ''}`,
    protocol: protocol === 'isapi' ? 'ISAPI' : 'Dahua HTTP CGI',
    ...identity,
    clock:
      reading === null ? null : { wallClock: reading.wallClock, zoneText: reading.zoneText, takenAt: reading.takenAt },
    route: { vpnInterface: route.interfaceName, sourceAddress: route.sourceAddress, gateway: route.gateway },
    portal: null,
  };
}

export type RecorderService = ReturnType<typeof createRecorderService>;
