import type { Output, Parsed } from '../../shared/contract.ts';
import type { Still } from '../../shared/contract/stills.ts';
import { AppError } from '../../shared/failure.ts';
import type { StillId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import { nextExhibitReference } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import { orDiscard } from '../documents/document-service.ts';
import type { Media } from '../media.ts';
import type { PeopleService } from '../people/people-service.ts';
import { onePiece } from '../platform/byte-source.ts';
import { newId } from '../platform/ids.ts';
import type { MediaPorts } from '../recordings/piped-footage.ts';
import type { RecordingCases } from '../recordings/recording-cases-service.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { type StillFrame, takeStillFrame } from '../recordings/still-frame.ts';
import type { SpentPicture } from '../retention/spent-service.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { ProveOfficer } from '../viewings/officer-present-service.ts';
import type { ViewingService } from '../viewings/viewing-service.ts';
import { insertPrint } from './print-store.ts';
import { checkApproval, nextState, type StillStep } from './still.ts';
import type { StillPictures } from './still-picture-service.ts';
import { createStillRequests } from './still-request-service.ts';
import type { StillSheets } from './still-sheet-service.ts';
import {
  countersignStill,
  decideStill,
  findStill,
  listStills,
  listSpentPictures,
  listStillsInState,
  makeExhibit,
  produceStill,
  type StillRow,
} from './still-store.ts';

export interface StillPorts {
  readonly db: ReadDb;
  readonly media: Media;
  readonly objects: ObjectService;
  readonly recordings: RecordingService;
  readonly recordingCases: RecordingCases;
  readonly viewings: ViewingService;
  readonly people: PeopleService;
  readonly pictures: StillPictures;
  readonly sheets: StillSheets;
  readonly mediaTools: () => Promise<MediaPorts>;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
  readonly proveOfficer: ProveOfficer;
}

export function createStillService(ports: StillPorts) {
  const { db, media, objects, recordings, recordingCases, viewings, people, pictures, sheets, stepUp, proveOfficer } =
    ports;
  const requireRow = (id: StillId): StillRow => {
    const row = findStill(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such still.');
    return row;
  };
  const subject = (row: StillRow) => ({
    name: `still ${row.number}`,
    ids: { stillId: row.id, recordingId: row.recordingId, caseId: row.caseId },
  });

  const requireShowable = (id: StillId): StillRow => {
    const row = requireRow(id);
    if (row.objectId === null) throw new AppError('conflict', 'This still has not been produced yet.');
    if (row.state === 'rejected' || row.state === 'withdrawn')
      throw new AppError('clause', `${row.number} was ${row.state}: it is not shown any more.`, { clause: '5.13' });
    return row;
  };

  const requests = createStillRequests({ recordings, recordingCases, viewings, require: requireRow, subject });

  /** References are made of the producer's initials, one series each, never used twice (CoP 5.16). */
  const nextReference = (tx: Transaction, producedById: string | null): string => {
    const producer = producedById === null ? null : people.find(producedById);
    if (producer === null) throw new Error('a still produced by nobody');
    return nextExhibitReference(tx, producer.initials);
  };

  return {
    ...requests,
    subject,
    require: requireRow,
    list: ({ caseId }: Parsed<'stills.list'>): Output<'stills.list'> => listStills(db, caseId ?? null),
    /** Pictures nobody has a purpose for: their stills were rejected or withdrawn before the countersignature. */
    spentPictures: (): SpentPicture[] =>
      listSpentPictures(db).map(({ objectId, number, recordingId, ended, ...of }) => ({
        ...{ objectId, recordingId, shownAs: of.stillId, subject: `still ${number}` },
        details: { ...of, recordingId, reason: `${ended} before it was countersigned` },
      })),
    inState: (state: Still['state']): StillRow[] => listStillsInState(db, state),

    async decide({ stillId, decision, reasons, password }: Parsed<'stills.decide'>, act: Act): Promise<Still> {
      const row = requireRow(stillId);
      const state = nextState(row.state, decision);
      if (decision === 'approve') checkApproval(row);
      await stepUp(act, password);
      act.change(['stills'], (tx) => {
        stillIn(row, decision);
        decideStill(tx, stillId, { state, byId: act.actor.id, by: act.actor.name, reasons });
        tx.enter(subject(row).name, { ...subject(row).ids, decision, reasons });
      });
      return requireRow(stillId);
    },

    /** Takes exactly the approved frame from the master, never from a derivative (ST3). */
    async produce({ stillId }: Parsed<'stills.produce'>, act: Act): Promise<Still> {
      const row = requireRow(stillId);
      nextState(row.state, 'produce');
      const frame = await takeFrame(row);
      const sealed = await objects.seal(onePiece(frame.png));
      const { png, ...production } = frame;
      const record = (tx: Transaction): void => {
        stillIn(row, 'produce');
        // A still of footage disposed of while its picture was taken would outlive it.
        recordings.requireKept(row.recordingId);
        objects.record(tx, sealed, { kind: 'still', at: act.now() });
        const exhibitReference = row.route === 'police' ? nextReference(tx, act.actor.id) : null;
        produceStill(tx, stillId, {
          at: act.now(),
          byId: act.actor.id,
          by: act.actor.name,
          production: JSON.stringify(production),
          objectId: sealed.objectId,
          exhibitReference,
        });
        tx.enter(subject(row).name, {
          ...subject(row).ids,
          frame: frame.frameIndex,
          ptsMs: frame.ptsMs,
          width: frame.width,
          height: frame.height,
          sha256: sealed.sha256,
          masterSha256: recordings.require(row.recordingId).sha256,
          sizeBytes: png.length,
          ...(exhibitReference === null ? {} : { exhibitReference }),
        });
      };
      await orDiscard({ discard: () => objects.discard(sealed) }, () => act.change(['stills'], record));
      objects.forget(sealed);
      return requireRow(stillId);
    },

    async countersign(input: Parsed<'stills.countersign'>, act: Act): Promise<Still> {
      const row = requireRow(input.stillId);
      const state = nextState(row.state, input.decision);
      await stepUp(act, input.password);
      const sheet = state === 'countersigned' ? await firstPrint(row, input, act) : null;
      const record = (tx: Transaction): void => {
        stillIn(row, input.decision);
        sheet?.record(tx);
        countersignStill(tx, row.id, {
          state,
          by: act.actor.name,
          at: act.now(),
          cabinetPlace: input.cabinetPlace,
          sheetId: sheet?.id ?? null,
        });
        if (sheet !== null)
          insertPrint(tx, {
            ...{ id: newId(), stillId: row.id, ordinal: 1, sheetId: sheet.id, maskId: null },
            ...{ madeAt: act.now(), madeBy: row.producedBy ?? act.actor.name },
            ...{ reason: 'For the locked cabinet', whereNow: input.cabinetPlace },
          });
        tx.enter(subject(row).name, {
          ...subject(row).ids,
          decision: input.decision,
          reasons: input.reasons,
          cabinetPlace: input.cabinetPlace,
          sha256: row.sha256,
          ...(sheet === null
            ? {}
            : {
                print: `${row.number}/1`,
                sheetId: sheet.id,
                sheetSha256: sheet.sha256,
                witnessCode: sheet.witnessCode,
              }),
        });
      };
      await orDiscard(sheet, () => act.change(['stills', 'documents'], record));
      return requireRow(row.id);
    },

    /** A grant for the picture; seeing it is an entry that names the officer who is present (CoP 6.4). */
    async show(
      input: Parsed<'stills.show'> | Parsed<'stills.showWithOfficer'>,
      act: Act,
    ): Promise<Output<'stills.show'>> {
      requireShowable(input.stillId); // before a code is spent on it
      const officer = await proveOfficer(input, act);
      const row = requireShowable(input.stillId);
      act.change(['ledger'], (tx) =>
        tx.enter(subject(row).name, { ...subject(row).ids, officerPresent: officer.name, sha256: row.sha256 }),
      );
      await media.revokeOf(row.id);
      const source = await pictures.open(row);
      return {
        url: media.grant(source, {
          ownerId: row.id,
          item: row.number,
          contentType: 'image/png',
          onDamage: () => void pictures.reportDamage(row).catch(() => undefined), // met again by whoever looks next
        }),
      };
    },

    async putAway({ stillId }: Parsed<'stills.putAway'>, act: Act): Promise<null> {
      const row = requireRow(stillId);
      await media.revokeOf(row.id);
      act.change([], (tx) => tx.enter(subject(row).name, subject(row).ids));
      return null;
    },

    /** Makes a countersigned still an exhibit, when it goes to the police by a request of theirs (CoP 4.11, 5.16). */
    asExhibit(tx: Transaction, stillId: StillId): string {
      const row = requireRow(stillId);
      if (row.exhibitReference !== null) return row.exhibitReference;
      const reference = nextReference(tx, row.producedById);
      makeExhibit(tx, stillId, reference);
      return reference;
    },
  };

  /** Asked again in the change itself: the button may have been pressed twice while password and picture were checked. */
  function stillIn({ id }: StillRow, step: StillStep): void {
    nextState(requireRow(id).state, step);
  }

  async function takeFrame(row: StillRow): Promise<StillFrame> {
    const recording = recordings.requireKept(row.recordingId);
    const source = await recordings.openMaster(recording);
    try {
      const request = { source, facts: recordings.requireFacts(recording), frameIndex: row.frameIndex };
      return await takeStillFrame(request, await ports.mediaTools(), new AbortController().signal);
    } finally {
      await source.close();
    }
  }

  /** The sheet that is signed by hand and lies in the cabinet. */
  function firstPrint(row: StillRow, { cabinetPlace }: Parsed<'stills.countersign'>, act: Act) {
    const signed = { countersignedBy: act.actor.name, countersignedAt: act.now(), cabinetPlace };
    return sheets.prepare(
      row,
      { ...signed, printNumber: `${row.number}/1`, issuedFor: 'The locked cabinet', masked: null },
      act,
    );
  }
}

export type StillService = ReturnType<typeof createStillService>;
