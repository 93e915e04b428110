import { icPodDriver } from '../../device-drivers/ic-pod/ic-pod-driver.ts';
import type { ClockReading, DeviceIdentity, NetworkSession } from '../../device-drivers/driver.ts';
import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { SurveyId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { peerKeyOf } from '../platform/peer-key.ts';
import type { Route } from '../platform/route-check.ts';
import { createConnectionDesk } from './connection-desk.ts';
import { type DeviceRecord, shownDevice } from './device-record.ts';
import { quirksInWords, type SiteService } from './site-service.ts';
import { openSite, vpnRoute } from './recorder-ports-service.ts';
import { isFileServer, type SiteRow } from './site-store.ts';

/** A recorder that answers, until it is used or replaced. */
export interface Connected {
  readonly id: SurveyId;
  readonly site: SiteRow;
  readonly session: NetworkSession;
  readonly device: DeviceRecord;
  /** Null when the recorder does not say which it has. */
  readonly cameras: string[] | null;
}

export interface RecorderPorts {
  readonly sites: SiteService;
  readonly clock: Clock;
}

const mostCameras = 64;

/** Opens recorders over the VPN, one at a time. */
export function createRecorderService({ sites, clock }: RecorderPorts) {
  const desk = createConnectionDesk<Connected>();

  const open = async (site: SiteRow, stop: AbortController): Promise<Connected> => {
    const route = await vpnRoute(site);
    const ways = openSite(site, { login: sites.login(site), clock });
    try {
      const session = await icPodDriver.open(ways.source, stop.signal);
      const [identity, reading] = [await session.identity(), await session.readClock()];
      const close = async (): Promise<void> => {
        stop.abort();
        await session.close();
        await ways.close();
      };
      const device = recordOf(site, { identity, reading, route, protocol: session.quirks().protocol ?? site.protocol });
      const cameras = (await session.cameras())?.slice(0, mostCameras) ?? null;
      return { id: newId<SurveyId>(), site, session: { ...session, close }, device, cameras };
    } catch (error) {
      stop.abort();
      await ways.close();
      throw error;
    }
  };

  return {
    closeIdle: desk.closeIdle,

    /** Every attempt is an entry, one that was refused too. */
    async connect({ siteId }: Parsed<'retrievals.connect'>, act: Act): Promise<Output<'retrievals.connect'>> {
      const site = sites.require(siteId);
      let opened: Connected;
      try {
        opened = await desk.make((stop) => open(site, stop));
      } catch (error) {
        if (error instanceof AppError)
          act
            .as('retrievals.connectFailed')
            .change(['retrievals'], (tx) =>
              tx.enter(`site ${site.number}`, { siteId, code: error.code, reason: error.message }),
            );
        throw error;
      }
      const { device, session, id } = opened;
      act.change(['retrievals', 'settings'], (tx) => {
        sites.learn(tx, siteId, session.quirks());
        tx.enter(`site ${site.number}`, { siteId, ...device, found: found(session) });
      });
      return {
        id,
        siteNumber: site.number,
        ...shownDevice(device),
        cameras: opened.cameras,
        found: quirksInWords(session.quirks()),
      };
    },

    /** What whoever answers there shows, for a person to compare. Looking is an entry too: something was sent. */
    async showKey(place: Parsed<'sites.showKey'>, act: Act): Promise<Output<'sites.showKey'>> {
      const { protocol, address, port } = place;
      const by = protocol === 'sftp' || protocol === 'ftps' ? protocol : 'https';
      const shown = await peerKeyOf(by, { at: { address, port }, checkRoute: () => vpnRoute(place) });
      act.change(['settings'], (tx) => tx.enter(`${address}:${port}`, { ...place, ...shown }));
      return shown;
    },

    require(id: SurveyId): Connected {
      const found = desk.find(id);
      if (found === null) throw new AppError('not-found', 'This recorder is no longer connected. Connect again.');
      return found;
    },

    hand: desk.hand,

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

const protocols = {
  'find-out': 'a protocol not told',
  isapi: 'ISAPI',
  'dahua-cgi': 'Dahua HTTP CGI',
  'onvif-g': 'ONVIF Profile G (RTSP replay)',
  sftp: 'SFTP',
  ftps: 'FTPS',
} as const;

function recordOf(
  site: SiteRow,
  {
    identity,
    reading,
    route,
    protocol,
  }: { identity: DeviceIdentity; reading: ClockReading | null; route: Route; protocol: SiteRow['protocol'] },
): DeviceRecord {
  return {
    site: site.number,
    address: `${site.address}:${site.port}${site.secure && !isFileServer(site) ? ' (HTTPS)' : ''}`,
    protocol: protocols[protocol],
    key: site.secure ? site.certificate : null,
    asked: isFileServer(site)
      ? `${site.pattern ?? 'every file'} below ${site.folder ?? 'the folder of its login'}`
      : null,
    ...identity,
    clock:
      reading === null ? null : { wallClock: reading.wallClock, zoneText: reading.zoneText, takenAt: reading.takenAt },
    route: { vpnInterface: route.interfaceName, sourceAddress: route.sourceAddress, gateway: route.gateway },
    portal: null,
    tellsGaps: null, // known when it was searched
    simulated: false,
  };
}

export type RecorderService = ReturnType<typeof createRecorderService>;
