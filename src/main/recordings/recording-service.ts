import { z } from 'zod';
import type { Output, Parsed } from '../../shared/contract.ts';
import type { Recording } from '../../shared/contract/footage.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, ObjectId, RecordingId, RetrievalId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import type { Clock } from '../platform/clock.ts';
import { daysBetween, londonDay } from '../time.ts';
import type { OfficerPresent } from '../viewings/officer-present-service.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { DamageService, ObjectFault } from '../verification/damage-service.ts';
import { factsInWords } from './facts-in-words.ts';
import type { MediaFacts, UnplayableFootage } from './media-facts.ts';
import {
  type DeadlineRow,
  findRecording,
  forgetExamination,
  insertRecording,
  findRetrievalFor,
  listClipObjects,
  listDeadlines,
  listLinkedRecordings,
  listRecordings,
  listRecordingsOfRetrieval,
  listUnexaminedRecordings,
  type ListedRecording,
  type NewRecording,
  type RecordingRow,
} from './recording-store.ts';

export type { RecordingRow } from './recording-store.ts';

export const DerivativeRecord = z.object({
  state: z.enum(['not-needed', 'made', 'failed']),
  route: z.enum(['stream-copy', 'timed-copy', 'transcode']).optional(),
  proof: z.string().optional(),
  tool: z.string().optional(),
  commandLines: z.array(z.string()).optional(),
  failure: z.string().optional(),
});
export type DerivativeRecord = z.output<typeof DerivativeRecord>;

export interface RecordingPorts {
  readonly db: ReadDb;
  readonly clock: Clock;
  readonly objects: ObjectService;
  readonly damages: DamageService;
  readonly viewingsOf: (recordingId: RecordingId) => Output<'recordings.read'>['viewings'];
  readonly announceDamage: (item: string, message: string) => void;
  /** A damaged copy was removed: it is to be made again. */
  readonly onCopyDropped: (id: RecordingId) => void;
}

const factsOf = (row: RecordingRow): MediaFacts | UnplayableFootage | null =>
  row.facts === null ? null : (JSON.parse(row.facts) as MediaFacts | UnplayableFootage);
const derivativeOf = (row: RecordingRow): DerivativeRecord | null =>
  row.derivativeRecord === null ? null : DerivativeRecord.parse(JSON.parse(row.derivativeRecord));

/** How a recording can be watched once it was examined. */
export function playableOf(record: DerivativeRecord | null): Recording['playable'] {
  if (record?.state === 'made') return 'derivative';
  return record?.state === 'not-needed' ? 'master' : 'no';
}

export function createRecordingService(ports: RecordingPorts) {
  const { db, clock, objects, damages, viewingsOf, announceDamage } = ports;
  const require = (id: RecordingId): RecordingRow => {
    const row = findRecording(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such recording.');
    return row;
  };
  /** Not disposed of; it may be set aside, and then its good copy on a backup drive depends on it. */
  const requireHeld = (id: RecordingId): RecordingRow => {
    const row = require(id);
    if (row.disposedAt !== null)
      throw new AppError(
        'clause',
        `${row.number} was disposed of at the end of its six weeks. The certificate is in the disposal register.`,
        { clause: '4.6' },
      );
    return row;
  };
  const requireKept = (id: RecordingId): RecordingRow => {
    const row = requireHeld(id);
    if (row.quarantinedAt !== null)
      throw new AppError(
        'integrity',
        `${row.number} no longer matches its seal and is set aside. Do not use it; restore it from a backup or a disc.`,
      );
    return row;
  };
  /** As the contract has it, today. Days are counted once each: thousands of recordings fall on a few. */
  const asToday = (): ((row: ListedRecording) => Recording) => {
    const today = londonDay(clock.now());
    const daysUntil = new Map<string, number>();
    return ({ path, quarantinedAt, disposedAt, ...row }) => {
      const daysLeft = daysUntil.get(row.retentionDeadline) ?? daysBetween(today, row.retentionDeadline);
      daysUntil.set(row.retentionDeadline, daysLeft);
      const state = disposedAt !== null ? 'disposed' : quarantinedAt !== null ? 'quarantined' : 'kept';
      return { ...row, fileName: path, daysLeft, state };
    };
  };

  return {
    require,
    requireHeld,
    requireKept,
    /** Every sealed object that holds pictures of a recording, clips included: what a disposal must destroy. */
    objectsOf: ({ id, masterId, derivativeId, activityId }: RecordingRow): ObjectId[] => [
      ...[masterId, derivativeId, activityId].filter((each) => each !== null),
      ...listClipObjects(db, id),
    ],
    list: ({ caseId, held }: Parsed<'recordings.list'>): Output<'recordings.list'> =>
      listRecordings(db, caseId ?? null, held ?? false).map(asToday()),
    /** Recordings of other cases that were retrieved for this one as well: linked, not stored again. */
    linkedTo: ({ caseId }: Parsed<'recordings.linked'>): Output<'recordings.linked'> =>
      listLinkedRecordings(db, caseId).map(asToday()),
    /** The retrieval that brought a recording for a case; null when none did. */
    retrievalFor: (id: RecordingId, caseId: CaseId): RetrievalId | null => findRetrievalFor(db, id, caseId),
    ofRetrieval: (id: RetrievalId): RecordingRow[] => listRecordingsOfRetrieval(db, id),
    unexamined: (): RecordingRow[] => listUnexaminedRecordings(db),
    /** Kept recordings whose deadline day has come. */
    due: (today: string): RecordingRow[] => listDeadlines(db, today).map(({ id }) => require(id)),
    /** The same without what only a disposal needs to know. */
    deadlines: (until: string): DeadlineRow[] => listDeadlines(db, until),

    /** The facts of a recording that can be shown; refuses what only its maker's player can open. */
    requireFacts(row: RecordingRow): MediaFacts {
      const facts = factsOf(row);
      if (facts === null)
        throw new AppError('conflict', `${row.number} is still being examined. Try again when its job has ended.`);
      if (!facts.playable)
        throw new AppError(
          'conflict',
          `${row.number} cannot be shown here; it needs its maker’s player. The master is kept as it is.`,
        );
      return facts;
    },

    read({ recordingId }: Parsed<'recordings.read'>, act: Act): Output<'recordings.read'> {
      const row = require(recordingId);
      act.change(['ledger'], (tx) => tx.enter(`recording ${row.number}`, { recordingId, caseId: row.caseId }));
      const facts = factsOf(row);
      const made = derivativeOf(row);
      return {
        recording: asToday()(row),
        timeCheck: {
          systemTime: row.systemTime,
          referenceTime: row.referenceTime,
          source: row.referenceSource,
          seenBy: row.timeSeenBy,
          offsetSeconds: row.offsetSeconds,
        },
        timeClaims: row.timeClaims,
        facts: facts === null ? [] : factsInWords(facts),
        derivative:
          made?.state === 'made' && row.derivativeSha256 !== null
            ? {
                sha256: row.derivativeSha256,
                route: made.route ?? 'transcode',
                proof: made.proof ?? '',
                tool: made.tool ?? '',
              }
            : null,
        viewings: viewingsOf(recordingId),
        disposedAt: row.disposedAt,
        checkedAt: row.checkedAt,
      };
    },

    /**
     * The bytes a viewing shows: the master where it can be played as it is, otherwise its proved derivative. Without
     * an officer in the room there are none (CoP 6.4).
     */
    async openForViewing(
      row: RecordingRow,
      _officer: OfficerPresent,
    ): Promise<{ source: ByteSource; kind: 'master' | 'derivative'; sha256: string }> {
      const how = row.playable;
      if (how === 'derivative' && row.derivativeId !== null && row.derivativeSha256 !== null) {
        return { source: await objects.open(row.derivativeId), kind: 'derivative', sha256: row.derivativeSha256 };
      }
      if (how === 'master') return { source: await objects.open(row.masterId), kind: 'master', sha256: row.sha256 };
      throw new AppError(
        'conflict',
        `${row.number} cannot be shown here; it needs its maker’s player. The master is kept as it is.`,
      );
    },

    /** Defines a master's recording inside the change that defined the master. */
    define: (tx: Transaction, row: NewRecording): void => insertRecording(tx, row),

    /** Random access to the master's bytes. */
    openMaster: (row: RecordingRow): Promise<ByteSource> => objects.open(row.masterId),
    derivativeOf,

    /** An MP4 that every browser plays as it is; other containers play in ours alone. */
    playsAsItIs(row: RecordingRow): boolean {
      const facts = factsOf(row);
      return row.playable === 'master' && facts?.playable === true && facts.container === 'mp4';
    },

    quarantine,

    /**
     * Called when what a viewing showed does not match its seal. A copy made for watching can be made again, so the
     * recording is set aside only when its master is damaged as well; otherwise the copy goes.
     */
    async reportDamage(row: RecordingRow, act: Act): Promise<void> {
      if (row.playable === 'derivative' && (await isMasterWhole(row))) {
        if (await dropDerivative(row, act, { masterReadWhole: true })) ports.onCopyDropped(row.id);
      } else quarantine(row.id, act.as('recordings.quarantine'), await damages.faultOf(row.masterId));
    },

    /**
     * Called when work that read the master met something that does not match its seal: it may be what that work had just
     * written. The master is set aside only when it is itself found changed.
     */
    async checkMaster(row: RecordingRow, act: Act): Promise<void> {
      try {
        await objects.verify(row.masterId);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'integrity') throw error;
        quarantine(row.id, act.as('recordings.quarantine'), await damages.faultOf(row.masterId));
      }
    },

    /** A copy whose file is gone. Making it anew reads the master whole, and finds out whether that is well. */
    dropMissingCopy: async (row: RecordingRow, act: Act): Promise<void> =>
      void (await dropDerivative(row, act, { masterReadWhole: false })),
  };

  /** Reads the whole master; one that cannot be read is not known to be whole. */
  async function isMasterWhole({ masterId }: RecordingRow): Promise<boolean> {
    try {
      await objects.verify(masterId);
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return false;
    }
  }

  /** Answers whether this copy was still the recording's: two may meet the same damage. */
  async function dropDerivative(
    { id, derivativeId, derivativeSha256 }: RecordingRow,
    act: Act,
    { masterReadWhole }: { masterReadWhole: boolean },
  ): Promise<boolean> {
    const row = require(id);
    if (derivativeId === null || row.derivativeId !== derivativeId || row.disposedAt !== null) return false;
    act.as('recordings.dropDerivative').change(['recordings'], (tx) => {
      objects.forgetKey(tx, derivativeId, act.now());
      forgetExamination(tx, id);
      const about = {
        recordingId: id,
        caseId: row.caseId,
        derivativeSha256,
        sha256: row.sha256,
        masterReadWhole,
      };
      tx.enter(`recording ${row.number}`, about);
    });
    await objects.removeFile(derivativeId);
    announceDamage(
      row.number,
      `The copy of ${row.number} made for watching ${masterReadWhole ? 'no longer matched its seal and was removed. The master was read whole and is intact' : 'was missing'}; a new copy is being made from the master.`,
    );
    return true;
  }

  /** Sets a damaged recording aside: an incident, a ledger entry, and a notice nobody can miss. */
  function quarantine(id: RecordingId, act: Act, fault: ObjectFault = 'changed'): void {
    const { number, caseId, masterId, sha256, quarantinedAt, disposedAt } = require(id);
    if (quarantinedAt !== null || disposedAt !== null) return;
    act.change(['recordings', 'ledger'], (tx) => {
      const found = { objectId: masterId, item: number, fault, recordingId: id, at: act.now() };
      const incident = damages.open(tx, found);
      tx.enter(`recording ${number}`, { recordingId: id, caseId, fault, incident, sha256 });
    });
    damages.tell(number, fault);
  }
}

export type RecordingService = ReturnType<typeof createRecordingService>;
