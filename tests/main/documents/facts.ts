import { crc32, deflateSync } from 'node:zlib';
import { defaultSettings } from '../../../src/main/oversight/settings.ts';
import type { SheetFrame } from '../../../src/main/documents/document.ts';
import type {
  CourtDocumentFacts,
  DiscLabelFacts,
  DisposalCertificateFacts,
  ExhibitFacts,
  RetrievalReceiptFacts,
} from '../../../src/main/documents/document-facts.ts';
import type { SetupSheetFacts } from '../../../src/main/documents/setup-sheet.ts';

// Facts as the registers give them, for every sheet; and a picture made of plain bytes.

export const sha = (start: string): string => start.padEnd(64, '0123456789abcdef');

/** 255 characters as a stick can hold them, with the escapes a strange name is shown with. */
export const hostileName = `DCIM/caf\\xE9_\\u{202E}4pm.exe/${'x'.repeat(120)}_Überwachung-Łódź ${'0123456789'.repeat(8)}_končíme.dav`;
export const hostileLine = `${'W'.repeat(90)} ${'Mary-Jane O’Neill & Sons (née Żółć) '.repeat(4)}`.slice(0, 200).trim();

export const frame = (reference: string): SheetFrame => ({
  reference,
  madeAt: '2026-11-24T10:15:30.000Z',
  controller: 'Stockport Homes Group',
  controllerAddress: 'Cornerstone, 2 Edward Street\nStockport SK1 3NQ',
  lawCited: 'UK GDPR and the Data Protection Act 2018',
  witnessCode: '1234-K7QF-2M9X-PTW4',
  mark: null,
});

/** The wording a new vault starts with. */
export const wording = defaultSettings({
  name: 'Stockport Homes Group',
  address: 'Cornerstone',
  assuranceMailbox: 'a@example.org',
});

export const hostileFrame = (reference: string): SheetFrame => ({
  ...frame(reference),
  controller: hostileLine,
  controllerAddress: `${hostileLine}\n${hostileLine}`,
});

export const receiptFacts = (files = 3): RetrievalReceiptFacts => ({
  number: 'RET-0007',
  reactRef: 'REACT-2026-11873',
  officer: 'Adam Smith',
  startedAt: '2026-11-04T14:02:11.000Z',
  endedAt: '2026-11-04T14:41:53.000Z',
  place: '14 Bramhall Court, front porch',
  camera: { deployment: 'DEP-0012', ground: 'PIA-0009 version 2', incident: null },
  reason: 'Reported incident of 1 November: threats and damage to a door.',
  kitSerial: 'S4G-0031',
  source: 'Memory stick STICK-02',
  way: null,
  accessRecord: null,
  sourceIdentity: 'Kingston DataTraveler 08606E6D418B',
  period: { from: '2026-11-01T18:00:00', to: '2026-11-02T02:00:00' },
  timeCheck: {
    systemTime: '2026-11-04T14:05:12',
    referenceTime: '2026-11-04T14:02:00',
    source: 'speaking-clock',
    seenBy: 'Adam Smith',
    offsetSeconds: 192,
  },
  files: Array.from({ length: files }, (_, index) => receiptFile(index)),
  completeness: [
    'Asked for: Sun 1 Nov 2026, 18:00:00 to Mon 2 Nov 2026, 02:00:00 on the recorder’s clock.',
    'Obtained: 2 of 3 files of the export, each kept whole as it came.',
    'Camera 1: no file of the export claims Sun 1 Nov 2026, 23:12:00 to Sun 1 Nov 2026, 23:30:00. The export holds nothing for that time; why is not known.',
  ],
});

function receiptFile(index: number): RetrievalReceiptFacts['files'][number] {
  const failed = index % 3 === 2;
  return {
    path:
      index === 1
        ? hostileName
        : `record/2026-11-01/001/dav/18/18.00.${String(index).padStart(2, '0')}-19.00.00[M][0@0][${index}].dav`,
    sizeBytes: 536_870_912 + index,
    sha256: failed ? null : sha(`a${index}`),
    outcome: failed ? 'failed' : 'master',
    reason: failed ? 'The stick could not be read at this file; try another port.' : null,
    recording: failed ? null : `REC-00${12 + index}`,
  };
}

export const disposalFacts = (): DisposalCertificateFacts => ({
  number: 'DISP-0021',
  recording: {
    number: 'REC-0009',
    reactRef: 'REACT-2026-11640',
    path: 'record/2026-10-01/001/dav/18/18.00.00-19.00.00[M].dav',
    sha256: sha('c3'),
    sizeBytes: 731_250_688,
    recordedFrom: '2026-10-01T18:00:00',
    recordedTo: '2026-10-01T19:00:00',
    retentionDeadline: '2026-11-12',
    retrievalNumber: 'RET-0005',
  },
  reason: 'six weeks from the recorded date have passed',
  doneBy: 'Adam Smith',
  backupDrives: [],
});

export function exhibit(reference: string, lines = 9): ExhibitFacts {
  const first = {
    seq: 41,
    at: '2026-11-04T14:02:11.000Z',
    by: 'Adam Smith',
    what: 'Retrieval begun from memory stick STICK-02 for recorder S4G-0031.',
    did: 'began to retrieve footage of recorder S4G-0031 (memory stick STICK-02)',
  };
  const story = [
    first,
    {
      seq: 44,
      at: '2026-11-04T14:20:00.000Z',
      by: 'Adam Smith',
      what: `Master defined from “record/18.00.00.dav”: hashed while read, sealed, read back, source hashed again. SHA-256 ${sha('a0')}.`,
    },
    { seq: 52, at: '2026-11-04T14:41:53.000Z', by: 'Adam Smith', what: 'Retrieval ended: complete.' },
    {
      seq: 53,
      at: '2026-11-04T14:50:00.000Z',
      by: 'the application',
      what: 'Derivative made for viewing (rewrap). The master was not altered.',
    },
    {
      seq: 60,
      at: '2026-11-05T09:00:00.000Z',
      by: 'Adam Smith',
      what: 'Viewing opened at Viewing room, Cornerstone for: Incident review. Officer present: Adam Smith.',
    },
    { seq: 61, at: '2026-11-05T09:32:00.000Z', by: 'Adam Smith', what: 'Viewing closed. Outcome: relevant.' },
    { seq: 70, at: '2026-11-10T10:00:00.000Z', by: 'Adam Smith', what: 'Put into a court bundle.' },
    {
      seq: 71,
      at: '2026-11-10T15:00:00.000Z',
      by: 'Mary Jones',
      what: 'Court bundle: the manager approved it.',
      did: 'approved court bundle BND-0004',
    },
    { seq: 75, at: '2026-11-11T08:00:00.000Z', by: 'the application', what: 'Checked again; no change detected.' },
  ];
  const more = Array.from({ length: Math.max(0, lines - story.length) }, (_, index) => ({
    seq: 100 + index,
    at: '2026-11-12T08:00:00.000Z',
    by: 'Adam Smith',
    what: `Bookmark at frame ${index}: seen again`,
  }));
  return {
    reference,
    kind: 'recording',
    description: 'Footage of camera 1, 14 Bramhall Court, evening of 1 November 2026',
    sha256: sha('a0'),
    recordedFrom: '2026-11-01T18:00:00',
    recordedTo: '2026-11-02T02:00:00',
    offsetSeconds: 192,
    number: 'REC-0012',
    continuity: [...story.slice(0, lines), ...more].map((line) => ({ did: null, ...line })),
  };
}

export function stillExhibit(reference: string): ExhibitFacts {
  return {
    reference,
    kind: 'still',
    description: 'Still of a person at the door',
    sha256: sha('51'),
    number: 'STILL-0003',
    recordedFrom: '2026-11-01T23:05:19',
    recordedTo: '2026-11-01T23:05:19',
    offsetSeconds: 192,
    continuity: [
      { seq: 63, at: '2026-11-06T09:00:00.000Z', by: 'Adam Smith', what: 'Still asked for by Priya Nair.', did: null },
      {
        seq: 66,
        at: '2026-11-06T10:20:00.000Z',
        by: 'Adam Smith',
        what: `Still produced from frame 4711 of the master. SHA-256 ${sha('51')}.`,
        did: null,
      },
    ],
  };
}

export const courtFacts = (
  kind: 'civil' | 'criminal' = 'civil',
  exhibits = [exhibit('AS/1'), stillExhibit('AS/2')],
): CourtDocumentFacts => ({
  bundleNumber: 'BND-0004',
  reactRef: 'REACT-2026-11873',
  proceedings: {
    kind,
    court: kind === 'civil' ? 'In the County Court at Stockport' : 'Stockport Magistrates’ Court',
    caseNumber: kind === 'civil' ? 'L00SP123' : '06SM1234526',
    parties: kind === 'civil' ? 'Stockport Homes Limited (Claimant) and John Doe (Defendant)' : 'R v John Doe',
    hearingOn: '2026-12-18',
  },
  exhibits,
  completeness: receiptFacts().completeness,
  producer: {
    name: 'Adam Smith',
    role: 'Case Support Officer',
    initials: 'AS',
    siaLicenceNumber: '0180-1234-5678-9012',
  },
  approvedBy: 'Mary Jones',
  approvedAt: '2026-11-10T15:00:00.000Z',
  wording,
});

export const discFacts = (exhibits = 2): DiscLabelFacts => ({
  discNumber: 'DISC-0008',
  copy: 'court',
  setNumber: 1,
  setSize: 2,
  bundleNumber: 'BND-0004',
  reactRef: 'REACT-2026-11873',
  proceedings: courtFacts().proceedings,
  exhibits: Array.from({ length: exhibits }, (_, index) => ({
    reference: `AS/${index + 1}`,
    description: `Footage of camera ${index + 1}, 14 Bramhall Court`,
  })),
  burnedBy: 'Adam Smith',
  burnedAt: '2026-11-11T09:30:00.000Z',
  imageSha256: sha('d1'),
  manifestSha256: sha('e2'),
  certificateFingerprint: sha('f3'),
});

export const setupFacts = (): SetupSheetFacts => ({
  controller: 'Stockport Homes Group',
  certificateFingerprint: sha('f3'),
  halves: [
    { role: 'manager', holder: 'Mary Jones', code: 'K7QF-2M9X-PTW4-0123-4567-89AB-CDEF-GHJK-MNPQ' },
    { role: 'officer', holder: 'Adam Smith', code: 'ZYXW-VTSR-QPNM-KJHG-FEDC-BA98-7654-3210-ZYXW' },
  ],
  madeAt: '2026-11-24T10:15:30.000Z',
});

/** A PNG of coloured bands, RGB, as a still frame is written. */
export function testPicture(width: number, height: number): Uint8Array {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      rows.set([(x * 255) / width, (y * 255) / height, (x ^ y) & 255], y * (1 + width * 3) + 1 + x * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(8 + body.length);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), 4 + body.length);
  return framed;
}
