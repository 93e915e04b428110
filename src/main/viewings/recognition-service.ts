import type { Output, Parsed } from '../../shared/contract.ts';
import type { Viewing } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import { ofRecognition } from '../../shared/recognition-questions.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { type DocumentService, orDiscard } from '../documents/document-service.ts';
import { recognitionRecord } from '../documents/recognition-record.ts';
import { newId } from '../platform/ids.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { insertRecognition, listRecognitions } from './recognition-store.ts';
import type { ViewingService } from './viewing-service.ts';
import { watchedInWords } from './viewing-words.ts';

export interface RecognitionPorts {
  readonly db: ReadDb;
  readonly viewings: Pick<ViewingService, 'requireOpen'>;
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

/** Records of recognition: made in the viewing itself, at once, and printed for both to sign. */
export function createRecognitionService({ db, viewings, recordings, documents }: RecognitionPorts) {
  return {
    list: ({ viewingId }: Parsed<'viewings.recognitions'>): Output<'viewings.recognitions'> =>
      listRecognitions(db, viewingId),

    async record(
      { viewingId, ...answers }: Parsed<'viewings.recordRecognition'>,
      act: Act,
    ): Promise<Output<'viewings.recordRecognition'>> {
      const viewing = viewings.requireOpen(viewingId);
      const organisation = organisationOf(viewing, answers.person);
      const missing = ofRecognition.find(({ key }) => answers[key] === undefined);
      if (answers.outcome !== 'nobody' && missing !== undefined)
        throw new AppError('invalid-input', `Somebody was recognised: write down “${missing.label}”.`);
      const shown = viewing.recordings.map((each) => ({ each, row: recordings.require(each.recordingId) }));
      const caseId = shown[0]?.row.caseId ?? null;
      const watched = shown.flatMap(({ each, row }) => watchedInWords(each, row));
      const number = `${viewing.number}/${listRecognitions(db, viewingId).length + 1}`;
      const [at, by] = [act.now(), act.actor.name];
      const sheet = await documents.prepare(
        {
          kind: 'recognition-record',
          title: `Recognition ${number}`,
          reference: number,
          caseId,
          render: (frame) => recognitionRecord({ number, viewing, watched, organisation, answers, at, by }, frame),
        },
        act,
      );
      await orDiscard(sheet, () =>
        act.change(['viewings', 'documents'], (tx) => {
          viewings.requireOpen(viewingId); // the sheet took a while to make
          sheet.record(tx);
          insertRecognition(tx, { id: newId(), number, viewingId, answers, at, by, sheetId: sheet.id });
          // What was said stands in the record and on its sheet; the ledger, which keeps all for ever, has the hash alone.
          tx.enter(`viewing ${viewing.number}`, {
            ...{ viewingId, caseId, number, person: answers.person, outcome: answers.outcome },
            recordings: viewing.recordings.map(({ recordingId }) => ({ recordingId })),
            ...{ documentId: sheet.id, sha256: sheet.sha256 },
          });
        }),
      );
      return { number, person: answers.person, outcome: answers.outcome, at, by, sheetId: sheet.id };
    },
  };
}

export type RecognitionService = ReturnType<typeof createRecognitionService>;
