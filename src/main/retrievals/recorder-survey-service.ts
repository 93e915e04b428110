import { partOfExport } from '../../device-drivers/dvr-usb/role.ts';
import type { Segment } from '../../device-drivers/driver.ts';
import type { Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { SurveyId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import { identityInWords } from './device-record.ts';
import type { Connected, RecorderService } from './recorder-service.ts';
import { isFileServer } from './site-store.ts';
import { findHeld } from './retrieval-store.ts';
import type { Listed, Listing, OpenSurvey } from './survey-service.ts';

/** More than a person can look through, and than a retrieval should be. */
const mostRecordings = 20_000;

const stillWriting = 'The recorder is still writing it. Retrieve it again when it is finished.';

/** Asks a connected recorder what it holds of a period. What may still grow is listed and refused, with its reason. */
export async function listRecorder(
  db: ReadDb,
  recorders: RecorderService,
  { connectionId, period, cameras }: Parsed<'retrievals.search'>,
  act: Act,
): Promise<OpenSurvey> {
  if (period.from >= period.to) throw new AppError('invalid-input', 'The period must end after it begins.');
  const connected = recorders.require(connectionId);
  const { session, site, device } = connected;
  const files: Listed[] = [];
  const refused: Listing['refused'][number][] = [];
  for await (const segment of session.search(period, cameras)) {
    if (files.length + refused.length >= mostRecordings)
      throw new AppError(
        'invalid-input',
        'The recorder lists more recordings than can be taken at once. Ask for a shorter period.',
      );
    const reason = segment.notTaken ?? (segment.openEnded ? stillWriting : null);
    if (reason !== null) refused.push({ path: segment.name, pathBytes: null, reason });
    else files.push(listed(db, segment, connected));
  }
  recorders.keepFound(connected, act);
  const sizeBytes = files.reduce((sum, file) => sum + (file.held === null ? file.sizeBytes : 0), 0);
  act.change(['retrievals'], (tx) =>
    tx.enter(`site ${site.number}`, {
      siteId: site.id,
      period,
      cameras,
      recordings: files.length,
      heldAlready: files.filter(({ held }) => held !== null).length,
      notTaken: refused.length,
      sizeBytes,
    }),
  );
  return {
    id: newId<SurveyId>(),
    source: { kind: 'site', site, device: { ...device, asked: askedInWords(device.asked, cameras) } },
    sourceName: `${site.number} over the VPN`,
    sourceIdentity: identityInWords(device),
    session,
    listing: { name: device.address, files, refused, sizeBytes },
  };
}

/** What a retrieval was narrowed to, for its record and its receipt. */
function askedInWords(files: string | null, cameras: readonly string[]): string | null {
  if (cameras.length === 0) return files;
  const alone = `${cameras.length === 1 ? 'camera' : 'cameras'} ${cameras.join(', ')} alone`;
  return files === null ? alone : `${files}, ${alone}`;
}

function listed(db: ReadDb, { name, sizeBytes, channel, timeClaims }: Segment, { site, device }: Connected): Listed {
  const held = findHeld(db, {
    ...{ siteId: site.id, device, path: name, statedBytes: sizeBytes },
    timeClaims: JSON.stringify(timeClaims),
  });
  return {
    ...{ path: name, pathBytes: null, sizeBytes: sizeBytes ?? 0, format: 'not read yet' },
    // A file server holds more than recordings; what a file turns out to be is said once it was read.
    role: isFileServer(site) ? partOfExport(name, 'unknown').role : 'footage',
    ...{ channel, timeClaims, contradictions: [], held },
  };
}
