import type { Output, Parsed } from '../../shared/contract.ts';
import type { RetrievalId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { RetrievalGround } from '../deployments/retrieval-ground-service.ts';
import { newId } from '../platform/ids.ts';
import { offsetSeconds } from '../time.ts';
import { insertRetrieval } from './retrieval-store.ts';
import { insertFile, settleFile } from './retrieved-file-store.ts';
import { portalDownload } from './portal-download-service.ts';
import type { OpenSurvey } from './survey-service.ts';

/** Writes a retrieval with every entry of its source, taken or refused, and its ledger entry. Answers its number. */
export function insertRecord(
  tx: Transaction,
  made: {
    id: RetrievalId;
    input: Parsed<'retrievals.start'>;
    survey: OpenSurvey;
    coverage: Output<'retrievals.coverage'>;
    act: Act;
    /** On what footing footage of that camera is taken; opens an incident where there is none (CoP 5.1). */
    ground: RetrievalGround;
  },
): string {
  const { id, input, survey, coverage, act, ground } = made;
  const { source, listing } = survey;
  const { period, timeCheck, caseId, incidentId, kitSerial, place, reason } = input;
  const number = nextNumber(tx, 'retrieval');
  const offset = offsetSeconds(timeCheck.systemTime, timeCheck.referenceTime);
  insertRetrieval(tx, {
    id,
    number,
    caseId,
    incidentId,
    stickId: source.kind === 'stick' ? source.stick.id : null,
    siteId: source.kind === 'site' ? source.site.id : null,
    portalId: source.kind === 'portal' ? source.portal.id : null,
    device: source.kind === 'stick' ? null : source.device,
    portal: portalDownload(input, survey),
    sourceIdentity: survey.sourceIdentity,
    folderName: listing.name,
    kitSerial,
    place,
    reason,
    periodFrom: period.from,
    periodTo: period.to,
    systemTime: timeCheck.systemTime,
    referenceTime: timeCheck.referenceTime,
    referenceSource: timeCheck.source,
    timeSeenBy: timeCheck.seenBy,
    offsetSeconds: offset,
    coverage,
    officer: act.actor.name,
    startedAt: act.now(),
  });
  const common = { retrievalId: id, timeClaims: '[]', channel: null };
  let position = 0;
  for (const { path, pathBytes, sizeBytes, format, role, channel, timeClaims, held } of listing.files) {
    const fileId = newId<string>();
    insertFile(tx, {
      ...common,
      id: fileId,
      position: position++,
      path,
      pathBytes,
      sizeBytes,
      statedBytes: source.kind !== 'stick' && sizeBytes > 0 ? sizeBytes : null,
      format,
      role,
      channel: channel?.value ?? null,
      timeClaims: JSON.stringify(timeClaims),
      outcome: 'waiting',
      reason: null,
    });
    if (held !== null)
      settleFile(tx, fileId, {
        outcome: 'duplicate',
        objectId: held.objectId,
        reason: `Held already since ${held.retrieval}: same recorder, name, size and times. It was not downloaded again.`,
      });
  }
  for (const { path, pathBytes, reason: why } of listing.refused) {
    insertFile(tx, {
      ...common,
      id: newId<string>(),
      position: position++,
      path,
      pathBytes,
      sizeBytes: 0,
      statedBytes: null,
      format: 'refused',
      role: 'other',
      outcome: 'refused',
      reason: why,
    });
  }
  tx.enter(`retrieval ${number}`, {
    ...ground.note(tx, input, { retrievalId: id, number, at: act.now() }),
    retrievalId: id,
    caseId,
    incidentId,
    source: survey.sourceName,
    sourceIdentity: survey.sourceIdentity,
    ...(source.kind === 'stick' ? {} : { device: source.device }),
    ...(survey.portal === undefined ? {} : { portal: portalDownload(input, survey) }),
    folder: listing.name,
    kitSerial,
    place,
    reason,
    period,
    timeCheck: { ...timeCheck, offsetSeconds: offset },
    files: listing.files.length,
    heldAlready: listing.files.filter(({ held }) => held !== null).map(({ path }) => path),
    refused: listing.refused.map(({ path, reason: why }) => ({ path, why })),
    sizeBytes: listing.sizeBytes,
  });
  return number;
}
