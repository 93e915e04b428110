import type { DisposalRegisterFacts } from '../../../src/main/documents/disposal-register.ts';
import type { FreezeReportFacts } from '../../../src/main/documents/freeze-report.ts';
import { sha } from './facts.ts';

const disposal: DisposalRegisterFacts['disposals'][number] = {
  number: 'DIS-0021',
  recordingNumber: 'REC-0009',
  reactRef: 'REACT-2026-11640',
  recordedOn: '2026-10-01',
  deadline: '2026-11-12',
  disposedAt: '2026-11-12T08:00:00.000Z',
  reason: 'six weeks from the recorded date have passed',
  sha256: sha('c3'),
  doneBy: 'The application',
  signatures: [{ name: 'Adam Smith' }, { name: 'Mary Jones' }],
  witnessedBy: 'Mary Jones',
};

/** Sixty disposals: more than a page holds. One late, one with a signature too few, one without a recorded day. */
export const disposalRegisterFacts = (): DisposalRegisterFacts => ({
  disposals: [
    disposal,
    { ...disposal, number: 'DIS-0022', disposedAt: '2026-11-12T23:59:59.000Z', signatures: [], witnessedBy: null },
    { ...disposal, number: 'DIS-0023', disposedAt: '2026-11-13T00:00:00.000Z', recordedOn: null },
    { ...disposal, number: 'DIS-0024', signatures: [{ name: 'Adam Smith' }], witnessedBy: null },
    ...Array.from({ length: 56 }, (_, index) => ({
      ...disposal,
      number: `DIS-${String(index + 100).padStart(4, '0')}`,
    })),
  ],
});

export const freezeFacts = (): FreezeReportFacts => ({
  request: 'REQ-0004',
  kind: 'subject access request',
  receivedOn: '2026-10-16',
  endedBecause: 'The Assurance Team answered by letter.',
  endedOn: '2026-11-24',
  closedBy: 'Mary Jones',
  freezes: [
    {
      ...{ number: 'FRZ-0007', reactRef: null, recordingNumber: 'REC-0009', place: null, from: null, to: null },
      ...{ reason: 'subject access request REQ-0004 is open', frozenAt: '2026-10-16T09:00:00.000Z' },
      ...{ frozenBy: 'Adam Smith', touches: ['REC-0009'] },
    },
    {
      ...{ number: 'FRZ-0008', reactRef: null, recordingNumber: null, place: 'Edward Street, rear car park' },
      ...{ from: '2026-10-05T21:00:00', to: '2026-10-05T21:30:00' },
      ...{ reason: 'subject access request REQ-0004 is open', frozenAt: '2026-10-16T09:00:00.000Z' },
      ...{ frozenBy: 'Adam Smith', touches: [] },
    },
  ],
});
