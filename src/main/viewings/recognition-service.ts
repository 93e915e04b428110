import type { Output, Parsed } from '../../shared/contract.ts';
import { ByHand, RecognitionAnswers } from '../../shared/contract/recognitions.ts';
import type { Viewing } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import { ofRecognition } from '../../shared/recognition-questions.ts';
import type { CaseId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { type DocumentService, orDiscard } from '../documents/document-service.ts';
import { recognitionRecord, type RecognitionRecordFacts } from '../documents/recognition-record.ts';
import { newId } from '../platform/ids.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { insertRecognition, listRecognitions } from './recognition-store.ts';
import { londonWallClock } from '../time.ts';
import type { ViewingService } from './viewing-service.ts';

export interface RecognitionPorts {
  readonly db: ReadDb;
  readonly viewings: Pick<ViewingService, 'requireOpen' | 'caseOf' | 'watchedInWords'>;
  readonly recordings: RecordingService;
  readonly documents: DocumentService;
}

/** Whom the person belongs to; only somebody who is named as present can have recognised anybody. */
function organisationOf({ personsPresent, viewer, officerPresent }: Viewing, person: string): string {
  const found = personsPresent.find(({ name }) => name === person);
  if (found !== undefined) return found.organisation;
  if (person === viewer || person === officerPresent) return 'of the scheme';
  throw new AppError(
    'conflict',
    `${person} is not named among those present. End this viewing and open one with them in the room check.`,
    { clause: '6.4' },
  );
}

function requireAll(answers: RecognitionAnswers): void {
  const missing = ofRecognition.find(({ key }) => answers[key] === undefined);
  if (answers.outcome !== 'nobody' && missing !== undefined)
    throw new AppError('invalid-input', `Somebody was recognised: write down “${missing.label}”.`);
}

/** Records of recognition: made in the viewing itself, at once, and printed for both to sign; or entered from paper. */
export function createRecognitionService({ db, viewings, recordings, documents }: RecognitionPorts) {
  const prepareSheet = (facts: RecognitionRecordFacts, caseId: CaseId | null, act: Act) =>
    documents.prepare(
      {
        kind: 'recognition-record',
        title: `Recognition ${facts.number}`,
        reference: facts.number,
        caseId,
        render: (frame) => recognitionRecord(facts, frame),
      },
      act,
    );
  return {
    list({ viewingId, recordingId }: Parsed<'viewings.recognitions'>): Output<'viewings.recognitions'> {
      if (viewingId !== undefined) return listRecognitions(db, { viewingId, recordingId: null });
      if (recordingId !== undefined) return listRecognitions(db, { viewingId: null, recordingId });
      throw new AppError('invalid-input', 'Say of which viewing or recording.');
    },

    /** A record that was made on paper while no viewing was open here; the paper stays the original. */
    async enter(
      { recordingId, ...input }: Parsed<'viewings.enterRecognition'>,
      act: Act,
    ): Promise<Output<'viewings.enterRecognition'>> {
      const row = recordings.require(recordingId);
      const [byHand, answers] = [ByHand.strip().parse(input), RecognitionAnswers.strip().parse(input)];
      requireAll(answers);
      if (byHand.shownAt > londonWallClock(act.now()))
        throw new AppError('invalid-input', 'The record was made in the future. Look at its day and time again.');
      const of = { viewingId: null, recordingId };
      const number = `${row.number}/R${listRecognitions(db, of).length + 1}`;
      const [at, by] = [act.now(), act.actor.name];
      const facts = { number, byHand, recordingNumber: row.number, reactRef: row.reactRef, answers, at, by };
      const sheet = await prepareSheet({ ...facts, organisation: byHand.organisation }, row.caseId, act);
      await orDiscard(sheet, () =>
        act.change(['viewings', 'documents'], (tx) => {
          sheet.record(tx);
          insertRecognition(tx, { id: newId(), number, ...of, byHand, answers, at, by, sheetId: sheet.id });
          const { shownAt, place, writtenBy, originalKept } = byHand;
          tx.enter(`recording ${row.number}`, {
            ...{ recordingId, caseId: row.caseId, number, person: answers.person, outcome: answers.outcome },
            ...{ shownAt, place, writtenBy, originalKept, documentId: sheet.id, sha256: sheet.sha256 },
          });
        }),
      );
      return { number, person: answers.person, outcome: answers.outcome, at, by, sheetId: sheet.id, byHand };
    },

    async record(
      { viewingId, ...answers }: Parsed<'viewings.recordRecognition'>,
      act: Act,
    ): Promise<Output<'viewings.recordRecognition'>> {
      const viewing = viewings.requireOpen(viewingId);
      const organisation = organisationOf(viewing, answers.person);
      requireAll(answers);
      const caseId = viewings.caseOf(viewingId);
      const watched = viewings.watchedInWords(viewing);
      const of = { viewingId, recordingId: null };
      const number = `${viewing.number}/${listRecognitions(db, of).length + 1}`;
      const [at, by] = [act.now(), act.actor.name];
      const sheet = await prepareSheet({ number, viewing, watched, organisation, answers, at, by }, caseId, act);
      await orDiscard(sheet, () =>
        act.change(['viewings', 'documents'], (tx) => {
          viewings.requireOpen(viewingId); // the sheet took a while to make
          sheet.record(tx);
          insertRecognition(tx, { id: newId(), number, ...of, byHand: null, answers, at, by, sheetId: sheet.id });
          // What was said stands in the record and on its sheet; the ledger, which keeps all for ever, has the hash alone.
          tx.enter(`viewing ${viewing.number}`, {
            ...{ viewingId, caseId, number, person: answers.person, outcome: answers.outcome },
            recordings: viewing.recordings.map(({ recordingId }) => ({ recordingId })),
            ...(viewing.clips.length === 0 ? {} : { clips: viewing.clips.map(({ clipId }) => ({ clipId })) }),
            ...{ documentId: sheet.id, sha256: sheet.sha256 },
          });
        }),
      );
      return { number, person: answers.person, outcome: answers.outcome, at, by, sheetId: sheet.id, byHand: null };
    },
  };
}

export type RecognitionService = ReturnType<typeof createRecognitionService>;
