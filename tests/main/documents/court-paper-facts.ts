import { latestNoticeDay } from '../../../src/main/court/notice-dates.ts';
import type { NoticeFacts } from '../../../src/main/documents/cpr-notice.ts';
import type { DiscDestructionFacts } from '../../../src/main/documents/disc-destruction.ts';
import type { DiscReceiptFacts } from '../../../src/main/documents/disc-receipt.ts';
import type { ChecklistFacts } from '../../../src/main/documents/hearing-checklist.ts';
import type { TransitFacts } from '../../../src/main/documents/transit-sheets.ts';
import { courtFacts, sha } from './facts.ts';

// What the papers round a hearing are filled from.

export const signedBy = { name: 'Mary Jones', position: 'Safer Neighbourhoods Manager' };

export const noticeFacts = (): NoticeFacts => ({
  ...courtFacts('civil'),
  toProve: 'That the defendant was at the door of number 14 on the evening of 1 November 2026.',
  inspectAt: 'Cornerstone, 2 Edward Street, by appointment with the Safer Neighbourhoods team.',
  recipients: ['The defendant, 16 Bramhall Court', 'Smith & Co, solicitors'],
  latest: latestNoticeDay(courtFacts('civil').proceedings.hearingOn ?? ''),
});

export const checklistFacts = (): ChecklistFacts => ({
  proceedings: courtFacts('civil').proceedings,
  bundleNumber: 'BND-0004',
  exhibits: courtFacts().exhibits,
  discs: [
    {
      number: 'DISC-0008',
      copy: 'court',
      whereNow: 'Locked cabinet, shelf 2',
      sealNumber: 'A1042',
      lastCheckedOn: '2026-11-20',
    },
    { number: 'DISC-0009', copy: 'master', whereNow: 'Locked cabinet', sealNumber: null, lastCheckedOn: null },
  ],
});

export const transitFacts = (): TransitFacts => ({
  ...{ number: 'COPY-0001', copy: 'police', bundleNumber: 'BND-0004', fileName: 'BND-0004 COPY-0001.zip' },
  ...{ proceedings: courtFacts('civil').proceedings, sizeBytes: 1_234_567_890, sha256: sha('7a') },
  ...{ recipient: 'P. Shah', organisation: 'Greater Manchester Police', passphraseRoute: 'By hand at the station' },
  madeBy: 'Adam Smith',
});

const disc = {
  discNumber: 'DISC-0008',
  copy: 'court',
  bundleNumber: 'BND-0004',
  proceedings: courtFacts('civil').proceedings,
  imageSha256: sha('d1'),
};

export const receiptOfDisc = (): DiscReceiptFacts => ({
  ...disc,
  movedAt: '2026-11-24T09:30:00.000Z',
  to: 'County Court at Manchester',
  reason: 'Hearing',
  sealNumber: 'A1042',
  handedBy: 'Adam Smith',
  receivedBy: 'J. Usher',
});

export const destructionFacts = (): DiscDestructionFacts => ({
  ...disc,
  exhibits: courtFacts().exhibits,
  why: 'The proceedings have ended and nobody may appeal any more.',
  method: 'Shredded in a shredder for discs',
  place: 'Cornerstone',
  destroyedAt: '2026-11-24T09:30:00.000Z',
  destroyedBy: 'Adam Smith',
  witnessedBy: 'Mary Jones',
});
