import { expect, test } from 'vitest';
import { completenessSentences } from '../../../src/main/retrievals/completeness.ts';
import { notWholeInWords } from '../../../src/main/retrievals/not-whole.ts';
import { retentionDeadline } from '../../../src/main/retention/retention.ts';

const retrievedOn = '2026-10-06';
const deadline = (correctedFrom: string | null, periodFrom: string): string =>
  retentionDeadline({ correctedFrom, periodFrom, retrievedOn }, { retentionDays: 42, retentionFrom: 'recorded' });

test('six weeks run from the corrected recorded day', () => {
  expect(deadline('2026-10-05T21:15:00', '2026-10-01T00:00:00')).toBe('2026-11-16');
});

test('a claim that no recorder can hold gives way to the period asked for, and that to the day of retrieval', () => {
  expect(deadline('2026-08-22T12:00:00', '2026-10-04T00:00:00')).toBe('2026-10-03');
  expect(deadline('2026-08-21T12:00:00', '2026-10-04T00:00:00')).toBe('2026-11-15');
  expect(deadline('1970-01-01T00:00:00', '1970-01-01T00:00:00')).toBe('2026-11-17');
  expect(deadline('2038-01-19T03:14:07', '2026-10-04T00:00:00')).toBe('2026-11-15');
  expect(deadline(null, '2026-10-07T00:00:00')).toBe('2026-11-17');
});

test('where the manager set it so, they run from the day of retrieval whatever a clock claims', () => {
  const rule = { retentionDays: 42, retentionFrom: 'retrieved' } as const;
  const when = { correctedFrom: '2026-10-05T21:15:00', periodFrom: '2026-10-01T00:00:00', retrievedOn };
  expect(retentionDeadline(when, rule)).toBe('2026-11-17');
  expect(retentionDeadline({ ...when, correctedFrom: null }, rule)).toBe('2026-11-17');
});

const period = { from: '2026-10-05T21:00:00', to: '2026-10-05T21:40:00' };
const file = (role: string, outcome: string) => ({ path: `${role}.bin`, role, outcome, reason: null });

test('an export without footage is not said to miss nothing', () => {
  const sentences = completenessSentences({ period, coverage: [], files: [file('other', 'master')], askedOf: null });
  expect(sentences.at(-1)).toBe('The export holds no footage.');
  expect(sentences.join(' ')).not.toContain('Nothing of the period is missing');
});

test('an export whose footage was all obtained misses nothing', () => {
  const sentences = completenessSentences({ period, coverage: [], files: [file('footage', 'master')], askedOf: null });
  expect(sentences.at(-1)).toBe('Nothing of the period is missing from the export.');
});

test('of a recorder that was asked, what it does not list is told apart from what it did not give', () => {
  const gap = { from: period.from, to: period.to };
  const coverage = [{ channel: '1', covered: [], gaps: [gap], untimedFiles: 0 }];
  const sentences = completenessSentences({
    period,
    coverage,
    files: [file('footage', 'failed')],
    askedOf: 'recorder',
  });
  expect(sentences.join('\n')).toContain('Camera 1: the recorder lists nothing from');
  expect(sentences.at(-1)).toContain('Not obtained: “footage.bin”.');
  expect(completenessSentences({ period, coverage: [], files: [], askedOf: 'recorder' }).at(-1)).toBe(
    'The recorder lists no recording for the period.',
  );
});

const covered = ['1', '2'].map((channel) => ({ channel, covered: [period], gaps: [], untimedFiles: 0 }));

test('footage that a recorder did not give whole is not said to be kept whole, nor that nothing is missing', () => {
  const reason = notWholeInWords(['3 packets after picture 7 never came.']);
  const files = [file('footage', 'master'), { ...file('footage', 'master'), path: 'Gate/1.mkv', reason }];
  const said = completenessSentences({ period, coverage: covered, files, askedOf: 'recorder' }).join('\n');
  expect(said).toContain('1 of them kept whole as they came and 1 not whole');
  expect(said).toContain('“Gate/1.mkv” is kept as it came. Not whole: 3 packets after picture 7 never came.');
  expect(said).not.toContain('is missing.');
});

test('of a recorder that tells of no gaps nothing is said of what it covers', () => {
  const asked = { period, coverage: covered, files: [file('footage', 'master')], askedOf: 'recorder' } as const;
  const told = completenessSentences({ ...asked, tellsGaps: true }).join('\n');
  expect(told).toContain('on one clock');
  expect(told).toContain('Nothing that the recorder lists for the period is missing.');
  const untold = completenessSentences({ ...asked, tellsGaps: false }).join('\n');
  expect(untold).not.toContain('on one clock');
  expect(untold).not.toContain('is missing');
  expect(untold).toContain('The recorder does not say where nothing was recorded; gaps may lie within.');
});
