import { roleUnread } from '../../device-drivers/dvr-usb/role.ts';
import type { DeviceSession, Segment } from '../../device-drivers/driver.ts';
import type { Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { PortalId, SiteId, SurveyId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import { type DeviceRecord, identityInWords } from './device-record.ts';
import type { RecorderService } from './recorder-service.ts';
import { isFileServer } from './site-store.ts';
import type { PortalConnections } from './portal-connection-service.ts';
import { findHeld } from './retrieved-file-store.ts';
import type { SimulatedRecorder } from './simulated-recorder-service.ts';
import type { Listed, Listing, OpenSurvey, Source } from './survey-service.ts';

/** More than a person can look through, and than a retrieval should be. */
const mostRecordings = 20_000;

const stillWriting = 'It is still being written. Retrieve it again when it is finished.';

/** What is connected: a recorder, or a portal. */
interface Reached {
  readonly session: DeviceSession;
  readonly device: DeviceRecord;
  readonly source: Exclude<Source, { readonly kind: 'stick' }>;
  /** As the ledger names it. */
  readonly subject: string;
  readonly sourceName: string;
  /** What searching taught is kept for the next time. */
  readonly keepFound: (act: Act) => void;
  readonly tellsGaps: () => boolean | null;
}

export interface DevicesAtHand {
  readonly recorders: RecorderService;
  readonly portals: PortalConnections;
  readonly simulated: SimulatedRecorder;
}

const nothingFound = { keepFound: () => undefined, tellsGaps: () => null };

function reached({ recorders, portals, simulated }: DevicesAtHand, id: SurveyId): Reached {
  const training = simulated.find(id);
  if (training !== null)
    return {
      ...{ session: training.session, device: training.device, ...nothingFound },
      ...{ source: { kind: 'simulated', device: training.device }, subject: 'simulated recorder' },
      sourceName: 'Simulated recorder',
    };
  const portal = portals.find(id);
  if (portal !== null)
    return {
      ...{ session: portal.session, device: portal.device, ...nothingFound },
      source: { kind: 'portal', portal: portal.portal, device: portal.device },
      ...{ subject: `portal ${portal.portal.number}`, sourceName: `Portal ${portal.portal.number}` },
    };
  const connected = recorders.require(id);
  const { session, device, site } = connected;
  return {
    ...{ session, device, source: { kind: 'site', site, device } },
    ...{ subject: `site ${site.number}`, sourceName: `${site.number} over the VPN` },
    keepFound: (act) => recorders.keepFound(connected, act),
    tellsGaps: () => connected.session.quirks().tellsGaps ?? null,
  };
}

/** Asks what is connected what it holds of a period. What may still grow is listed and refused, with its reason. */
export async function listDevice(
  db: ReadDb,
  devices: DevicesAtHand,
  { connectionId, period, cameras }: Parsed<'retrievals.search'>,
  act: Act,
): Promise<OpenSurvey> {
  if (period.from >= period.to) throw new AppError('invalid-input', 'The period must end after it begins.');
  const { session, device, source, subject, sourceName, keepFound, tellsGaps } = reached(devices, connectionId);
  const files: Listed[] = [];
  const refused: Listing['refused'][number][] = [];
  for await (const segment of session.search(period, cameras)) {
    if (files.length + refused.length >= mostRecordings)
      throw new AppError(
        'invalid-input',
        'There are more recordings than can be taken at once. Ask for a shorter period.',
      );
    const reason = segment.notTaken ?? (segment.openEnded ? stillWriting : null);
    if (reason !== null) refused.push({ path: segment.name, pathBytes: null, reason });
    else files.push(listed(db, segment, source));
  }
  keepFound(act);
  const sizeBytes = files.reduce((sum, file) => sum + (file.held === null ? file.sizeBytes : 0), 0);
  act.change(['retrievals'], (tx) =>
    tx.enter(subject, {
      ...sourceIdOf(source),
      period,
      cameras,
      recordings: files.length,
      heldAlready: files.filter(({ held }) => held !== null).length,
      notTaken: refused.length,
      sizeBytes,
    }),
  );
  return {
    ...{ id: newId<SurveyId>(), sourceName, sourceIdentity: identityInWords(device), session },
    source: { ...source, device: { ...device, asked: askedInWords(device.asked, cameras), tellsGaps: tellsGaps() } },
    listing: { name: device.address, files, refused, sizeBytes },
  };
}

/** What a retrieval was narrowed to, for its record and its receipt. */
function askedInWords(files: string | null, cameras: readonly string[]): string | null {
  if (cameras.length === 0) return files;
  const alone = `${cameras.length === 1 ? 'camera' : 'cameras'} ${cameras.join(', ')} alone`;
  return files === null ? alone : `${files}, ${alone}`;
}

const sourceIdOf = (source: Reached['source']): { siteId: SiteId } | { portalId: PortalId } | { simulated: true } =>
  source.kind === 'site'
    ? { siteId: source.site.id }
    : source.kind === 'portal'
      ? { portalId: source.portal.id }
      : { simulated: true };

function listed(db: ReadDb, { name, sizeBytes, channel, timeClaims }: Segment, source: Reached['source']): Listed {
  const sourceId = source.kind === 'site' ? source.site.id : source.kind === 'portal' ? source.portal.id : null;
  const held = findHeld(db, {
    ...{ sourceId, device: source.device, path: name },
    ...{ statedBytes: sizeBytes, timeClaims: JSON.stringify(timeClaims) },
  });
  // A file server holds more than recordings; what a file turns out to be is said once it was read.
  const isAnyFile = source.kind === 'site' && isFileServer(source.site);
  return {
    ...{ path: name, pathBytes: null, sizeBytes: sizeBytes ?? 0, format: 'not read yet' },
    role: isAnyFile ? roleUnread(name) : 'footage',
    ...{ channel, timeClaims, contradictions: [], held },
  };
}
