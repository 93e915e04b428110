import { expect, test } from 'vitest';
import type { Viewing } from '../../src/shared/contract/viewings.ts';
import { AppError } from '../../src/shared/failure.ts';
import { createShown, type ShownPorts } from '../../src/main/viewings/viewing-shown-service.ts';

const row = { number: 'REC-0001', recordedFrom: null, offsetSeconds: 0 };

/** A viewing of a clip, of whose recording this much is known. */
const shownWords = (requireFacts: () => never): string[] => {
  const clip = { clipId: 'clip', clipNumber: 'CLIP-0001', recordingId: 'rec', recordingNumber: 'REC-0001' };
  const shown = createShown({
    db: { row: () => ({ caseId: 'case' }) },
    recordings: { require: () => row, requireFacts },
    recordingCases: { madeFor: () => ({ offsetSeconds: 0 }) },
  } as unknown as ShownPorts);
  const watched = [{ fromMs: 300, toMs: 600 }];
  return shown.inWords({ id: 'viewing', recordings: [], clips: [{ ...clip, watched }] } as unknown as Viewing);
};

test('what was shown of a clip is told also while nothing is known of the pictures of its recording', () => {
  const unknown = (): never => {
    throw new AppError('conflict', 'REC-0001 was not looked into yet.');
  };
  expect(shownWords(unknown)).toEqual(['CLIP-0001 of REC-0001: 0.3–0.6 s from the first picture']);
});

test('a bug is told as one', () => {
  const broken = (): never => {
    throw new TypeError('no frames');
  };
  expect(() => shownWords(broken)).toThrow('no frames');
});
