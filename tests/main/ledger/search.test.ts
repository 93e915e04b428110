import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EntryFilter } from '../../../src/main/ledger/ledger-search-store.ts';
import { type OpenLedger, openLedger } from './open-ledger.ts';

let open: OpenLedger;
beforeAll(async () => {
  open = await openLedger();
  open.clock.set('2026-11-04T21:00:00.000Z');
  open.database.transaction(() => {
    for (let number = 0; number < 30; number += 1)
      open.ledger.append({
        actor: {
          id: `p-${number % 3}`,
          name: ['Zoë Öztürk', 'Adam "Ad" Smith', 'The application'][number % 3] ?? '',
          role: 'officer',
        },
        action: number % 2 === 0 ? 'recordings.view' : 'stills.make',
        subject: `recording REC-${number}`,
        details: number % 10 === 0 ? { path: 'E:\\DVR\\100% of_it!', note: 'line\nline' } : { path: 'E' },
      });
  });
});
afterAll(() => open.remove());

const find = (filter: Omit<EntryFilter, 'limit'>, limit = 100): number[] =>
  open.ledger.search({ ...filter, limit }).map(({ seq }) => seq);

test('the newest come first, as many as asked for, and so page after page', () => {
  expect(find({}, 3)).toEqual([29, 28, 27]);
  expect(find({ beforeSeq: 27 }, 3)).toEqual([26, 25, 24]);
  expect(find({ beforeSeq: 0 })).toEqual([]);
});

test('entries are found by action, subject, person and time, and by all of them together', () => {
  expect(find({ action: 'stills.make' })).toHaveLength(15);
  expect(find({ subject: 'recording REC-7' })).toEqual([7]);
  expect(find({ actorId: 'p-1' })).toEqual([28, 25, 22, 19, 16, 13, 10, 7, 4, 1]);
  expect(find({ from: '2026-11-04T21:00:00.003Z', to: '2026-11-04T21:00:00.005Z' })).toEqual([4, 3]);
  expect(find({ action: 'stills.make', actorId: 'p-1', beforeSeq: 13 })).toEqual([7, 1]);
});

test.each(['E:\\DVR', '100% of_it!', 'R\\100%', 'of_it', '!"', 'line\nline'])(
  'text is found as it is written, whatever signs it holds: %s',
  (text) => {
    expect(find({ text })).toEqual(text === '!"' ? [] : [20, 10, 0]);
  },
);

test('names are found with their quotes and accents, and no text at all leaves nothing out', () => {
  expect(find({ text: 'adam "ad"' })).toHaveLength(10);
  expect(find({ text: 'Öztürk' })).toHaveLength(10);
  expect(find({ text: '' })).toHaveLength(30);
});

test.each(['100_', '%view', 'recordings_view', 'REC%1', 'of!_it', "' OR 1=1 --", 'E:DVR'])(
  'nothing that was typed is taken as a pattern or a command: %s',
  (text) => expect(find({ text })).toEqual([]),
);
