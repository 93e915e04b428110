import type { Output, Parsed } from '../../shared/contract.ts';
import type { Still } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import type { StillId } from '../../shared/model.ts';
import { type Act, type Actor, theApplication, type Transaction } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import { type DocumentService, orDiscard, type PreparedDocument } from '../documents/document-service.ts';
import { stillSheet } from '../documents/still-sheet.ts';
import type { Media } from '../media.ts';
import { onePiece, wholeOf } from '../platform/byte-source.ts';
import { newId } from '../platform/ids.ts';
import type { MediaPorts } from '../recordings/piped-footage.ts';
import { recordedTimeAt } from '../recordings/recorded-time.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { type StillFrame, takeStillFrame } from '../recordings/still-frame.ts';
import { correctedTime } from '../time.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { DamageService } from '../verification/damage-service.ts';
import type { ViewingService } from '../viewings/viewing-service.ts';
import { nextState, type StillStep } from './still.ts';
import {
  countersignStill,
  decideStill,
  findStill,
  insertStill,
  listStills,
  listStillsInState,
  produceStill,
  type StillRow,
} from './still-store.ts';

export interface StillPorts {
  readonly db: ReadDb;
  readonly media: Media;
  readonly objects: ObjectService;
  readonly recordings: RecordingService;
  readonly viewings: ViewingService;
  readonly documents: DocumentService;
  readonly mediaTools: () => Promise<MediaPorts>;
  readonly damages: DamageService;
  /** The right to act of the application itself: damage is found by it, not by whoever looked. */
  readonly actAs: (actor: Actor, name: string) => Act;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

export function createStillService(ports: StillPorts) {
  const { db, media, objects, recordings, viewings, stepUp } = ports;
  const requireRow = (id: StillId): StillRow => {
    const row = findStill(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such still.');
    return row;
  };
  const subject = (row: StillRow) => ({
    name: `still ${row.number}`,
    ids: { stillId: row.id, recordingId: row.recordingId, caseId: row.caseId },
  });

  return {
    require: requireRow,
    list: ({ caseId }: Parsed<'stills.list'>): Output<'stills.list'> => listStills(db, caseId ?? null),
    inState: (state: Still['state']): StillRow[] => listStillsInState(db, state),

    /** The SNO's request, recorded by the officer at a bookmark (CoP 5.13, first route). */
    request(input: Parsed<'stills.request'>, act: Act): Still {
      const bookmark = viewings.requireBookmark(input.bookmarkId);
      const recording = recordings.requireKept(bookmark.recordingId);
      const id = newId<StillId>();
      const recordedTime = recordedTimeAt(recording.recordedFrom, bookmark.positionMs);
      act.change(['stills'], (tx) => {
        const number = nextNumber(tx, 'still');
        insertStill(tx, {
          id,
          number,
          ...input,
          recordingId: recording.id,
          caseId: recording.caseId,
          requestedAt: act.now(),
          requestedById: act.actor.id,
          requestedBy: act.actor.name,
          frameIndex: bookmark.frameIndex,
          positionMs: bookmark.positionMs,
          recordedTime,
          correctedTime: recordedTime === null ? null : correctedTime(recordedTime, recording.offsetSeconds),
        });
        tx.enter(`still ${number}`, {
          stillId: id,
          recordingId: recording.id,
          caseId: recording.caseId,
          ...input,
          frame: bookmark.frameIndex,
        });
      });
      return requireRow(id);
    },

    async decide({ stillId, decision, reasons, password }: Parsed<'stills.decide'>, act: Act): Promise<Still> {
      const row = requireRow(stillId);
      const state = nextState(row.state, decision);
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
        produceStill(tx, stillId, {
          at: act.now(),
          byId: act.actor.id,
          by: act.actor.name,
          production: JSON.stringify(production),
          objectId: sealed.objectId,
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
      const sheet = state === 'countersigned' ? await prepareSheet(row, input, act) : null;
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
        tx.enter(subject(row).name, {
          ...subject(row).ids,
          decision: input.decision,
          reasons: input.reasons,
          cabinetPlace: input.cabinetPlace,
          sha256: row.sha256,
          ...(sheet === null ? {} : { sheetId: sheet.id, sheetSha256: sheet.sha256, witnessCode: sheet.witnessCode }),
        });
      };
      await orDiscard(sheet, () => act.change(['stills', 'documents'], record));
      return requireRow(row.id);
    },

    /** A grant for the picture; seeing it is an entry, with the officer present (CoP 6.4). */
    async show({ stillId }: Parsed<'stills.show'>, act: Act): Promise<Output<'stills.show'>> {
      const row = requireRow(stillId);
      if (row.objectId === null) throw new AppError('conflict', 'This still has not been produced yet.');
      act.change(['ledger'], (tx) =>
        tx.enter(subject(row).name, { ...subject(row).ids, officerPresent: true, sha256: row.sha256 }),
      );
      await media.revokeOf(row.id);
      const source = await reporting(row, objects.open(row.objectId));
      return {
        url: media.grant(source, {
          ownerId: row.id,
          item: row.number,
          contentType: 'image/png',
          onDamage: () => void reportDamage(row).catch(() => undefined), // met again by whoever looks next
        }),
      };
    },
  };

  /** Asked again in the change itself: the button may have been pressed twice while password and picture were checked. */
  function stillIn({ id }: StillRow, step: StillStep): void {
    nextState(requireRow(id).state, step);
  }

  /** A picture that no longer matches its seal is set aside, with an incident, as footage is (CoP 6.2). */
  async function reportDamage({ objectId }: StillRow): Promise<void> {
    if (objectId === null) return;
    const act = ports.actAs(theApplication, 'stills.damaged');
    ports.damages.setAside(objectId, await ports.damages.faultOf(objectId), act);
  }

  async function reporting<T>(row: StillRow, reading: Promise<T>): Promise<T> {
    try {
      return await reading;
    } catch (error) {
      if (error instanceof AppError && error.code === 'integrity') await reportDamage(row);
      throw error;
    }
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

  async function prepareSheet(
    row: StillRow,
    signed: Parsed<'stills.countersign'>,
    act: Act,
  ): Promise<PreparedDocument> {
    if (row.objectId === null) throw new AppError('conflict', 'This still has not been produced yet.');
    const png = await reporting(row, objects.open(row.objectId).then(wholeOf));
    const recording = recordings.require(row.recordingId);
    const render = (frame: Parameters<typeof stillSheet>[1]) =>
      stillSheet(
        {
          still: row,
          png,
          masterSha256: recording.sha256,
          countersignedBy: act.actor.name,
          countersignedAt: act.now(),
          cabinetPlace: signed.cabinetPlace,
        },
        frame,
      );
    return ports.documents.prepare(
      {
        kind: 'still-sheet',
        title: `Still ${row.number}`,
        reference: row.number,
        caseId: row.caseId,
        render,
      },
      act,
    );
  }
}

export type StillService = ReturnType<typeof createStillService>;
