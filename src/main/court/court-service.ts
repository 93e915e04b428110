import type { Output, Parsed } from '../../shared/contract.ts';
import type { Bundle, Proceedings } from '../../shared/contract/court.ts';
import { AppError } from '../../shared/failure.ts';
import type { BundleId, ProceedingsId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { CaseService } from '../cases/case-service.ts';
import { nextExhibitReference, nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import type { PeopleService } from '../people/people-service.ts';
import { newId } from '../platform/ids.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { completenessSentences } from '../retrievals/completeness.ts';
import { askedOf } from '../retrievals/device-record.ts';
import type { RetrievalService } from '../retrievals/retrieval-service.ts';
import type { MaskService } from '../stills/mask-service.ts';
import type { StillService } from '../stills/still-service.ts';
import type { ClipService } from './clip-service.ts';
import {
  decideBundle,
  findBundle,
  findProceedings,
  insertBundle,
  insertExhibit,
  insertProceedings,
  listBundles,
  listProceedings,
  listWaitingBundles,
  type StoredBundle,
} from './court-store.ts';

export interface CourtPorts {
  readonly db: ReadDb;
  readonly cases: CaseService;
  readonly recordings: RecordingService;
  readonly retrievals: RetrievalService;
  readonly stills: StillService;
  readonly clips: ClipService;
  readonly masks: Pick<MaskService, 'require'>;
  readonly people: PeopleService;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

/** Proceedings and bundles: what may go on a disc, and who allowed it (CoP 3.10, 4.7). Burning is disc-service.ts. */
export function createCourtService({
  db,
  cases,
  recordings,
  retrievals,
  stills,
  clips,
  masks,
  people,
  stepUp,
}: CourtPorts) {
  /** The producer of the exhibits is who prepares the bundle; references are made of their initials. */
  const initialsOf = (personId: string): string => {
    const person = people.find(personId);
    if (person === null) throw new Error('a bundle prepared by nobody');
    return person.initials;
  };
  const requireProceedings = (id: ProceedingsId): Proceedings => {
    const found = findProceedings(db, id);
    if (found === null)
      throw new AppError('clause', 'Name the legal proceedings first: nothing is put on disc without them.', {
        clause: '4.7',
      });
    return found;
  };
  const requireBundle = (id: BundleId): StoredBundle => {
    const found = findBundle(db, id);
    if (found === null) throw new AppError('not-found', 'There is no such bundle.');
    return found;
  };

  /** CoP 3.10: nothing is put on disc or into a file before the manager has approved it. */
  const requireApproved = (id: BundleId): StoredBundle => {
    const bundle = requireBundle(id);
    if (bundle.state !== 'approved')
      throw new AppError(
        'clause',
        `${bundle.number} is not approved: the manager decides before anything is copied for court.`,
        { clause: '3.10' },
      );
    return bundle;
  };

  const requireUndecided = (id: BundleId): StoredBundle => {
    const bundle = requireBundle(id);
    if (bundle.state !== 'prepared') throw new AppError('conflict', `${bundle.number} has been decided already.`);
    return bundle;
  };

  /** Recordings and stills must be of the case the proceedings are about, kept, and countersigned where they are stills. */
  const checkItems = (input: Parsed<'bundles.prepare'>, { caseId }: Proceedings): void => {
    const { clips: chosen = [], maskIds = [] } = input;
    if (input.recordings.length + input.stillIds.length + maskIds.length + chosen.length === 0)
      throw new AppError('invalid-input', 'Choose at least one recording, still or clip.');
    for (const { recordingId } of input.recordings) {
      const row = recordings.requireKept(recordingId);
      if (recordings.retrievalFor(recordingId, caseId) === null)
        throw new AppError('conflict', `${row.number} was retrieved for another case only.`);
    }
    const copies = maskIds.map((id) => masks.require(id));
    for (const { number, state } of copies)
      if (state !== 'approved')
        throw new AppError('clause', `${number} is not approved by the manager beside its still.`, { clause: '5.15' });
    for (const id of [...input.stillIds, ...copies.map(({ stillId }) => stillId)]) {
      const still = stills.require(id);
      if (still.caseId !== caseId) throw new AppError('conflict', `${still.number} belongs to another case.`);
      if (still.state !== 'countersigned')
        throw new AppError('clause', `${still.number} is not countersigned by the manager yet.`, { clause: '5.15' });
    }
    for (const { clipId } of chosen) {
      const clip = clips.requireForCourt(clipId);
      if (clip.caseId !== caseId) throw new AppError('conflict', `${clip.number} belongs to another case.`);
    }
    const ids = [
      ...input.recordings.map(({ recordingId }) => recordingId as string),
      ...input.stillIds,
      ...maskIds,
      ...chosen.map(({ clipId }) => clipId),
    ];
    if (new Set(ids).size !== ids.length) throw new AppError('invalid-input', 'An item is chosen twice.');
  };

  const completenessOf = (input: Parsed<'bundles.prepare'>, { caseId }: Proceedings): string[] => {
    const ids = input.recordings.map(({ recordingId }) => recordings.retrievalFor(recordingId, caseId));
    return [...new Set(ids)].flatMap((id) => {
      if (id === null) return [];
      const row = retrievals.require(id);
      return completenessSentences({
        period: { from: row.periodFrom, to: row.periodTo },
        coverage: row.coverage,
        files: retrievals.files(id),
        askedOf: askedOf(row.device),
        tellsGaps: row.device?.tellsGaps ?? null,
      }).map((sentence) => `Retrieval ${row.number}: ${sentence}`);
    });
  };

  const insertExhibits = (
    tx: Transaction,
    bundleId: BundleId,
    { input, initials }: { input: Parsed<'bundles.prepare'>; initials: string },
  ): string[] => {
    const none = { recordingId: null, stillId: null, clipId: null, maskId: null };
    const items = [
      ...input.recordings.map(({ recordingId, description }) => ({
        ...none,
        kind: 'recording' as const,
        recordingId,
        description,
      })),
      ...(input.clips ?? []).map((clip) => ({ ...none, kind: 'clip' as const, ...clip })),
      ...input.stillIds.map((stillId) => ({
        ...none,
        kind: 'still' as const,
        stillId,
        description: `Still photograph: ${stills.require(stillId).particulars}`,
      })),
      ...(input.maskIds ?? []).map((maskId) => {
        const { stillId } = masks.require(maskId);
        const { number, particulars } = stills.require(stillId);
        const description = `Masked copy of still photograph ${number}: ${particulars}`;
        return { ...none, kind: 'still' as const, stillId, maskId, description };
      }),
    ];
    return items.map((item, position) => {
      const reference = nextExhibitReference(tx, initials);
      insertExhibit(tx, { id: newId<string>(), bundleId, position, reference, ...item });
      return reference;
    });
  };

  return {
    requireBundle,
    requireApproved,
    listProceedings: ({ caseId }: Parsed<'proceedings.list'>): Output<'proceedings.list'> =>
      listProceedings(db, caseId ?? null),
    listBundles: ({ caseId }: Parsed<'bundles.list'>): Output<'bundles.list'> => listBundles(db, caseId ?? null),
    waitingBundles: (): StoredBundle[] => listWaitingBundles(db),
    hearings: (): (Proceedings & { hearingOn: string })[] =>
      listProceedings(db, null).filter((each): each is Proceedings & { hearingOn: string } => each.hearingOn !== null),

    nameProceedings(input: Parsed<'proceedings.name'>, act: Act): Proceedings {
      const found = cases.require(input.caseId);
      const { hearingOn, ...named } = input;
      const row = {
        id: newId<ProceedingsId>(),
        ...named,
        hearingOn: hearingOn ?? null,
        namedAt: act.now(),
        namedBy: act.actor.name,
      };
      act.change(['court'], (tx) => {
        insertProceedings(tx, row);
        tx.enter(`case ${found.reactRef}`, {
          proceedingsId: row.id,
          caseId: row.caseId,
          kind: row.kind,
          court: row.court,
          caseNumber: row.caseNumber,
          parties: row.parties,
          hearingOn: row.hearingOn,
        });
      });
      return { ...row, reactRef: found.reactRef };
    },

    /** Puts a bundle together on paper: references are given, the gaps are stated, and it waits for the manager. */
    prepare(input: Parsed<'bundles.prepare'>, act: Act): Bundle {
      const proceedings = requireProceedings(input.proceedingsId);
      checkItems(input, proceedings);
      const completeness = completenessOf(input, proceedings);
      const id = newId<BundleId>();
      act.change(['court'], (tx) => {
        const number = nextNumber(tx, 'bundle');
        insertBundle(tx, {
          id,
          number,
          proceedings,
          preparedAt: act.now(),
          preparedBy: act.actor.name,
          preparedById: act.actor.id,
          note: input.note ?? null,
          completeness,
        });
        const references = insertExhibits(tx, id, { input, initials: initialsOf(act.actor.id) });
        tx.enter(`bundle ${number}`, {
          bundleId: id,
          caseId: proceedings.caseId,
          proceedingsId: proceedings.id,
          exhibits: references,
          recordings: input.recordings.map(({ recordingId }) => recordingId),
          stills: [...input.stillIds],
          masks: [...(input.maskIds ?? [])],
          clips: (input.clips ?? []).map(({ clipId }) => clipId),
        });
      });
      return requireBundle(id);
    },

    async decide({ bundleId, decision, reasons, password }: Parsed<'bundles.decide'>, act: Act): Promise<Bundle> {
      const bundle = requireUndecided(bundleId);
      await stepUp(act, password);
      const state = decision === 'approve' ? 'approved' : 'refused';
      act.change(['court'], (tx) => {
        requireUndecided(bundleId); // the button may have been pressed twice while the password was checked
        decideBundle(tx, bundleId, { state, by: act.actor.name, at: act.now(), reasons });
        tx.enter(`bundle ${bundle.number}`, {
          bundleId,
          caseId: bundle.proceedings.caseId,
          proceedingsId: bundle.proceedings.id,
          decision,
          reasons,
          exhibits: bundle.exhibits.map(({ reference, sha256 }) => ({ reference, sha256 })),
        });
      });
      return requireBundle(bundleId);
    },
  };
}

export type CourtService = ReturnType<typeof createCourtService>;
