import type { Segment } from '../../device-drivers/driver.ts';
import type { Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { SurveyId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import { identityInWords } from './device-record.ts';
import type { Connected, RecorderService } from './recorder-service.ts';
import { findHeld } from './retrieval-store.ts';
import type { Listed, Listing, OpenSurvey } from './survey-service.ts';

/** More than a person can look through, and than a retrieval should be. */
const mostRecordings = 20_000;

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
    if (segment.openEnded)
      refused.push({
        path: segment.name,
        pathBytes: null,
        reason: 'The recorder is still writing it. Retrieve it again when it is finished.',
      });
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
      stillGrowing: refused.length,
      sizeBytes,
    }),
  );
  return {
    id: newId<SurveyId>(),
    source: { kind: 'site', site, device },
    sourceName: `${site.number} over the VPN`,
    sourceIdentity: identityInWords(device),
    session,
    listing: { name: device.address, files, refused, sizeBytes },
  };
}

function listed(db: ReadDb, { name, sizeBytes, channel, timeClaims }: Segment, { site, device }: Connected): Listed {
  const { serial } = device;
  const held = findHeld(db, {
    ...{ siteId: site.id, serial, path: name, statedBytes: sizeBytes },
    timeClaims: JSON.stringify(timeClaims),
  });
  return {
    ...{ path: name, pathBytes: null, sizeBytes: sizeBytes ?? 0, role: 'footage', format: 'not read yet' },
    ...{ channel, timeClaims, contradictions: [], held },
  };
}
