import type { Input } from '../../../src/shared/contract.ts';
import type { BookmarkId, CaseId } from '../../../src/shared/model.ts';
import type { schemeDesk } from '../deployments/scheme-steps.ts';
import { policeRequest } from '../officer-steps.ts';
import { accounts, need, type TrialApp } from '../trial-app.ts';

// Parts of the year that the annual report is of.

const { password } = accounts.manager;
type Desk = ReturnType<typeof schemeDesk>;

export async function requests(trial: TrialApp, desk: Desk, caseId: CaseId): Promise<void> {
  const request = (kind: Input<'disclosures.receive'>['class'], more: object = {}): Input<'disclosures.receive'> => ({
    class: kind,
    receivedOn: '2026-10-01',
    requester: 'Mr Grey',
    contact: '0161 496 0001',
    basis: 'As told',
    purpose: 'To see.',
    footageAsked: 'The car park.',
    recordingIds: [],
    caseId,
    ...more,
  });
  const sar = await trial.ok('disclosures.receive', request('subject-access'));
  const council = await trial.ok(
    'disclosures.receive',
    request('council', { council: { department: 'Legal', legalAction: 'ASBI' } }),
  );
  const visitor = await trial.ok('disclosures.receive', request('public'));
  await trial.ok('disclosures.refer', { disclosureId: sar.id, on: '2026-10-06', how: 'By telephone.' });
  await desk.as('manager');
  const refuse = { decision: 'refuse', reasons: 'No legal action is named.', password } as const;
  await trial.ok('disclosures.decide', { disclosureId: council.id, ...refuse });
  await trial.ok('disclosures.decide', {
    disclosureId: sar.id,
    decision: 'release',
    reasons: 'Assurance agrees.',
    password,
  });
  const ending = { how: 'answered', on: '2026-10-06', note: 'Assurance answered.', password } as const;
  await trial.ok('disclosures.close', { disclosureId: sar.id, ...ending });
  await trial.ok('disclosures.close', { disclosureId: visitor.id, ...ending, how: 'withdrawn' });
  await desk.as('officer');
}

export async function incidentsAndPeople(trial: TrialApp, desk: Desk): Promise<void> {
  const happened = { happenedOn: '2026-10-05', awareAt: '2026-10-06T08:00:00', personalData: false };
  const complaint = await trial.ok('breaches.report', {
    ...{ kind: 'complaint', description: 'Too bright.', complainant: 'Mr Ashworth, by letter' },
    ...happened,
  });
  await trial.ok('breaches.report', { kind: 'incident', description: 'A cable was cut.', ...happened });
  await desk.as('manager');
  await trial.ok('breaches.note', { number: complaint.number, text: 'Looked at on site.' });
  await trial.ok('breaches.close', {
    ...{ number: complaint.number, outcome: 'Shielded.', complaint: 'upheld', password },
    told: { on: '2026-10-06', how: 'By letter.' },
  });
  const { id: personId } = need((await trial.ok('people.list', {})).find(({ role }) => role === 'officer'));
  await trial.ok('licences.enter', {
    personId,
    number: '1012-3456-7890-9999',
    expires: '2029-03-31',
    cardSeen: true,
    password,
  });
  await trial.ok('training.enter', { personId, course: 'Data protection', completedOn: '2026-09-01', password });
  await desk.as('officer');
}

export async function audit(trial: TrialApp): Promise<void> {
  const { id: auditId } = await trial.ok('audits.open', {
    reference: 'AUD/2026/1',
    terms: 'The record of viewings.',
    areas: ['viewings', 'recordings', 'pias'],
    from: '2026-10-01',
    until: '2026-12-01',
    auditor: 'Priya Nair',
    authority: 'Jane Holt, Head of Safer Neighbourhoods',
    authorisedOn: '2026-11-30',
    password,
  });
  const { drawn } = await trial.ok('audits.draw', { auditId, perArea: 2 });
  for (const [index, { id: checkId }] of drawn.entries())
    await trial.ok('audits.find', {
      checkId,
      ...(index === 0 ? { finding: 'not-in-order', note: 'No reason.' } : { finding: 'in-order' }),
    });
  const advised = await trial.ok('audits.recommend', { auditId, text: 'Write the reason down.' });
  const { id: recommendationId } = need(advised.recommendations[0]);
  const promised = { recommendationId, accepted: 'yes', answer: 'It will be.', dueOn: '2026-12-10' } as const;
  await trial.ok('audits.answer', promised);
  await trial.ok('audits.close', { auditId, conclusion: 'Good, but for one.', password });
  await trial.ok('audits.carryOut', { recommendationId, on: '2026-12-03', note: 'The form asks for it now.' });
}

/** Stills by the two other routes, proceedings and how they ended, and a review of the code. The officer is signed in. */
export async function courtAndCode(
  trial: TrialApp,
  desk: Desk,
  { caseId, bookmarkId }: { caseId: CaseId; bookmarkId: BookmarkId },
): Promise<void> {
  const asked = { bookmarkId, necessity: 'To identify.', particulars: 'A face.' };
  const agency = {
    agency: 'Stockport Council',
    contact: '0161 480 4949',
    lawfulBasis: 'Housing Act 1996',
    askedOn: '2026-10-06',
  };
  const theirs = await trial.ok('stills.requestByOther', { ...asked, requester: 'Lee Marsh', agency });
  await trial.ok('stills.requestByPolice', { ...asked, requester: 'PC Ann Day', police: policeRequest });
  const named = {
    caseId,
    court: 'County Court at Stockport',
    parties: 'Stockport Homes v Doe',
    hearingOn: '2026-10-06',
  };
  const civil = await trial.ok('proceedings.name', { ...named, kind: 'civil', caseNumber: 'L00SK123' });
  const criminal = await trial.ok('proceedings.name', { ...named, kind: 'criminal', caseNumber: 'T2026/7' });
  const outcome = { endedOn: '2026-10-06', footage: 'relied-on' } as const;
  await trial.ok('proceedings.recordOutcome', { ...outcome, proceedingsId: civil.id, result: 'settled' });
  await trial.ok('proceedings.recordOutcome', { ...outcome, proceedingsId: civil.id, result: 'order-made' });
  const verdict = { ...outcome, proceedingsId: criminal.id, result: 'convicted', note: 'Fined.' } as const;
  await trial.ok('proceedings.recordOutcome', verdict);
  await desk.as('manager');
  await trial.ok('stills.decide', { stillId: theirs.id, decision: 'refuse', reasons: 'No basis.', password });
  await trial.ok('code.review', { reviewedOn: '2026-10-01', finding: 'It still fits.', password });
  await desk.as('officer');
}
