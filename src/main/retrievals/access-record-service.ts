import type { DeviceSession } from '../../device-drivers/driver.ts';
import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { RetrievalRow } from './retrieval-store.ts';
import { insertFile, listRetrievedFiles, settleFile } from './retrieved-file-store.ts';

export interface AccessRecordPorts {
  readonly db: ReadDb;
  readonly objects: ObjectService;
}

/**
 * Keeps a device's own record of the access beside what was taken, sealed like footage, and with it how the session
 * ended (CoP 3.15). A record that cannot be had is said in the ledger; the footage is kept all the same.
 */
export const createAccessRecords = ({ db, objects }: AccessRecordPorts) => ({
  async keep(session: DeviceSession, { id, number, caseId }: RetrievalRow, act: Act): Promise<void> {
    const about = { retrievalId: id, caseId };
    try {
      const record = await session.accessRecord();
      if (record === null) return;
      const sealed = await objects.seal(record.bytes);
      try {
        act.as('retrievals.keepAccessRecord').change(['retrievals'], (tx) => {
          const fileId = newId<string>();
          objects.record(tx, sealed, { kind: 'master', at: act.now() });
          insertFile(tx, {
            ...{ id: fileId, retrievalId: id, position: listRetrievedFiles(db, id).length, path: record.name },
            ...{
              pathBytes: null,
              sizeBytes: sealed.plaintextBytes,
              statedBytes: null,
              format: 'text',
              role: 'access-record',
            },
            ...{ channel: null, timeClaims: '[]', outcome: 'waiting', reason: null },
          });
          settleFile(tx, fileId, { outcome: 'master', objectId: sealed.objectId, reason: record.says });
          tx.enter(`retrieval ${number}`, { ...about, path: record.name, sha256: sealed.sha256, says: record.says });
        });
      } catch (error) {
        await objects.discard(sealed);
        throw error;
      }
      objects.forget(sealed);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      act
        .as('retrievals.accessRecordFailed')
        .change(['retrievals'], (tx) => tx.enter(`retrieval ${number}`, { ...about, reason: error.message }));
    }
  },
});

export type AccessRecords = ReturnType<typeof createAccessRecords>;
