import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId } from '../../shared/model.ts';
import type { ReadDb } from '../database/database.ts';
import { listCasesOf } from './recording-cases-store.ts';
import type { RecordingRow } from './recording-service.ts';

/** For which case a thing is made out of a recording, and the clock check of the retrieval that brought it for that one. */
export interface MadeFor {
  readonly caseId: CaseId;
  readonly offsetSeconds: number;
}

/** The cases a recording was retrieved for: the one that holds it, and those whose retrieval found the same bytes. */
export function createRecordingCases({ db }: { readonly db: ReadDb }) {
  return {
    casesOf: ({ recordingId }: Parsed<'recordings.cases'>): Output<'recordings.cases'> =>
      listCasesOf(db, recordingId).map(({ caseId, reactRef }) => ({ caseId, reactRef })),

    /** The case that was named, or the one that holds it. Throws AppError('conflict') for a case it was not retrieved for. */
    madeFor({ id, number, ...held }: RecordingRow, wanted: CaseId = held.caseId): MadeFor {
      const found = listCasesOf(db, id).find(({ caseId }) => caseId === wanted);
      if (found === undefined) throw new AppError('conflict', `${number} was retrieved for another case only.`);
      return { caseId: found.caseId, offsetSeconds: found.offsetSeconds };
    },
  };
}

export type RecordingCases = ReturnType<typeof createRecordingCases>;
