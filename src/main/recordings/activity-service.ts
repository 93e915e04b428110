import type { RecordingId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { type ByteSource, onePiece } from '../platform/byte-source.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { SealedObject } from '../vault/sealing.ts';
import type { ActivityIndex } from './activity-index.ts';
import { type ActivityRecord, deleteActivity, findActivity, insertActivity } from './activity-store.ts';

export interface OpenActivity {
  readonly scores: Uint8Array;
  readonly strip: ActivityRecord['strip'];
  /** The picture with all small ones; whoever takes it closes it. */
  readonly picture: ByteSource;
}

/** Activity indexes as sealed objects: scores first, the picture of small ones behind them. */
export function createActivityService({ db, objects }: { readonly db: ReadDb; readonly objects: ObjectService }) {
  return {
    /** Sealed, but nobody's yet: `record` makes it the recording's, in the change that says so. */
    seal: ({ scores, strip }: ActivityIndex, signal: AbortSignal): Promise<SealedObject> =>
      objects.seal(onePiece(Buffer.concat([scores, strip.jpeg])), { signal }),

    record(tx: Transaction, id: RecordingId, made: { index: ActivityIndex; sealed: SealedObject; at: string }): void {
      const { scores, strip, looked, commandLine } = made.index;
      const { jpeg: _picture, ...plan } = strip;
      objects.record(tx, made.sealed, { kind: 'derivative', at: made.at });
      insertActivity(tx, id, made.sealed.objectId, {
        ...{ looked, commandLine, strip: plan },
        scoreBytes: scores.length,
      });
    },

    has: (id: RecordingId): boolean => findActivity(db, id) !== null,

    /** The index of a recording that is being viewed; null when it has none. Throws AppError('integrity') on damage. */
    async open(id: RecordingId): Promise<OpenActivity | null> {
      const found = findActivity(db, id);
      if (found === null) return null;
      const { scoreBytes, strip } = found.record;
      const source = await objects.open(found.objectId);
      try {
        return { scores: await source.read(0, scoreBytes), strip, picture: after(source, scoreBytes) };
      } catch (error) {
        await source.close();
        throw error;
      }
    },

    /** A damaged index is no loss of evidence: it goes. */
    async drop(id: RecordingId, act: Act, about: { readonly number: string; readonly caseId: string }): Promise<void> {
      const found = findActivity(db, id);
      if (found === null) return;
      act.as('recordings.dropActivity').change(['recordings'], (tx) => {
        objects.forgetKey(tx, found.objectId, act.now());
        deleteActivity(tx, id);
        tx.enter(`recording ${about.number}`, { recordingId: id, caseId: about.caseId, objectId: found.objectId });
      });
      await objects.removeFile(found.objectId);
    },
  };
}

/** A source without its first bytes. */
const after = (source: ByteSource, skipped: number): ByteSource => ({
  sizeBytes: source.sizeBytes - skipped,
  read: (start, length) => source.read(start + skipped, length),
  close: () => source.close(),
});

export type ActivityService = ReturnType<typeof createActivityService>;
