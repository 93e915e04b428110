import type { AnnualReportFacts } from '../../../src/main/documents/annual-report-sheet.ts';
import type { Audit, AuditCheck } from '../../../src/shared/contract/audits.ts';
import type { AuditCheckId, AuditId, RecommendationId } from '../../../src/shared/model.ts';

const at = '2026-11-24T09:00:00.000Z';
const checkOf = (item: string, finding: AuditCheck['finding']): AuditCheck => ({
  id: `check ${item}` as AuditCheckId,
  area: 'recordings',
  item,
  finding,
  note: finding === 'not-in-order' ? 'The reason is one word.' : null,
  foundAt: at,
  foundBy: 'Alan Sutcliffe',
});

export const auditFacts = (): Audit => ({
  id: 'audit' as AuditId,
  number: 'AUD-0001',
  reference: 'TOR/2026/1',
  terms: 'Recordings and viewings of October.',
  areas: ['recordings', 'viewings'],
  from: '2026-10-01',
  until: '2026-10-31',
  auditor: 'Priya Nair',
  auditorId: null,
  authority: 'Jane Holt, Head of Safer Neighbourhoods',
  authorisedOn: '2026-11-20',
  openedAt: at,
  openedBy: 'Morag Whitfield',
  closedAt: at,
  closedBy: 'Morag Whitfield',
  checks: 2,
  unchecked: 0,
  notInOrder: 1,
  unanswered: 0,
  draw: {
    at,
    by: 'Morag Whitfield',
    seed: 'd0'.repeat(32),
    perArea: 2,
    population: [{ area: 'recordings', count: 9, sha256: 'a1'.repeat(32) }],
  },
  drawn: [checkOf('REC-0003', 'in-order'), checkOf('REC-0007', 'not-in-order')],
  recommendations: [
    {
      carriedOut: null,
      id: 'one' as RecommendationId,
      text: 'Give whole reasons.',
      at,
      by: 'Alan Sutcliffe',
      answer: { accepted: 'yes', answer: 'The form asks for it.', dueOn: '2026-12-01', at, by: 'Morag Whitfield' },
    },
  ],
  conclusion: 'Well run, but for one reason.',
  sheetId: null,
});

export const reportFacts = (): AnnualReportFacts => ({
  days: 'Wed 1 Apr 2026 to Wed 31 Mar 2027',
  asOf: 'Sat 10 Apr 2027',
  isPublic: false,
  remarks: 'Two more cameras are wanted.',
  sections: [
    {
      title: 'Viewings',
      clause: '6.1',
      notes: ['Version 1 was in force.'],
      figures: [
        { label: 'Viewings', isPart: false, shown: '12' },
        { label: 'Incident review', isPart: true, shown: '12' },
      ],
    },
  ],
  details: [{ title: 'Viewings', details: ['VIEW-0004 ended abnormally.'] }],
});
