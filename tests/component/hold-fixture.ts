import { caseId, caseSummary, id } from './footage-fixtures.ts';

/** A hold on a whole case, in force. */
export const hold = {
  ...{
    id: id(710),
    number: 'HOLD-0002',
    caseId,
    reactRef: caseSummary.reactRef,
    recordingId: null,
    recordingNumber: null,
  },
  ...{ reason: 'Claim for possession.', authority: 'proceedings', authorityReference: 'K01MA123', state: 'in-force' },
  ...{ reviewOn: '2026-12-01', lapsesOn: '2026-12-09', askedAt: '2026-11-20T09:00:00.000Z', askedBy: 'Amira Shah' },
  ...{ decidedAt: '2026-11-20T10:00:00.000Z', decidedBy: 'David Okafor', decisionReasons: 'Hearing.', extension: null },
  ...{ endedAt: null, endedBy: null, endReason: null, reactSlip: 'HOLD-0002' },
};
