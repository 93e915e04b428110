import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshPage } from '../../../build/fresh-pages.ts';
import type { Input } from '../../../src/shared/contract.ts';
import type { DisclosureId, TransitId } from '../../../src/shared/model.ts';
import { approvedBundle } from '../officer-steps.ts';
import { type StillDesk, stillDesk } from '../still-steps.ts';
import { accounts, need } from '../trial-app.ts';

// CoP 4.11: what went in one encrypted file stands in the release it went under, like a disc, and goes under no other.

let desk: StillDesk;
let copyId: TransitId;

const granted = async (organisation?: string): Promise<DisclosureId> => {
  const { trial, opened } = desk;
  const { id } = await trial.ok('disclosures.receive', {
    ...{ class: 'court-order', receivedOn: '2026-10-06', requester: 'The usher', contact: 'by post', recordingIds: [] },
    ...{ basis: 'Order', purpose: 'Hearing.', footageAsked: 'The stairs.', caseId: opened.caseId },
    court: { ground: 'order', court: 'County Court', caseNumber: 'L00SK123' },
    ...(organisation === undefined ? {} : { organisation }),
  });
  await desk.attach('disclosure', id);
  await desk.as('manager');
  const decision = { decision: 'release', reasons: 'Ordered.', password: accounts.manager.password } as const;
  await trial.ok('disclosures.decide', { disclosureId: id, ...decision });
  await desk.as('officer');
  return id;
};
const sending = (disclosureId: DisclosureId): Input<'disclosures.send'> => ({
  ...{ disclosureId, discIds: [], printIds: [], transitIds: [copyId], method: 'By courier', sentOn: '2026-10-06' },
  ...{ recipient: 'The usher', recipientOrganisation: 'County Court', receiptBy: '2026-10-13' },
  ...{ isEncrypted: true, passphraseRoute: 'By telephone' },
});

beforeAll(async () => {
  desk = await stillDesk({ bundlePagePath: join(freshPage('open-me-first'), 'index.html') });
  const { trial, opened } = desk;
  const bundle = await approvedBundle(trial, opened.caseId);
  await desk.as('officer');
  await mkdir(join(trial.folder, 'copies'));
  trial.shell.folders.push(join(trial.folder, 'copies'));
  const copy = { bundleId: bundle.id, copy: 'court', recipient: 'The usher', organisation: 'County Court' } as const;
  const made = need(await trial.ok('transits.make', { ...copy, passphraseRoute: 'By telephone' }));
  const { failure } = await trial.ended(made.jobId);
  if (failure !== null) throw new Error(failure);
  copyId = made.transitId;
});
afterAll(() => desk.remove());

test('an encrypted copy goes under a granted request to whom it was made for, and stands in the release and its own story', async () => {
  const { trial } = desk;
  const disclosureId = await granted();
  const send = (more: Partial<Input<'disclosures.send'>>) =>
    trial.refused('disclosures.send', { ...sending(disclosureId), ...more });
  expect(await send({ recipientOrganisation: 'Other & Co' })).toMatchObject({ code: 'clause', clause: '4.11' });
  expect(await send({ isEncrypted: false })).toMatchObject({ code: 'invalid-input' });
  expect(await send({ transitIds: [copyId, copyId] })).toMatchObject({ message: expect.stringContaining('twice') });
  expect(await trial.ok('disclosures.send', sending(disclosureId))).toMatchObject({ state: 'sent' });
  const copy = need((await trial.ok('transits.list', {})).find(({ id }) => id === copyId));
  const { release } = await trial.ok('disclosures.read', { disclosureId });
  expect(release?.items).toEqual([{ kind: 'copy', id: copyId, number: copy.number, sha256: copy.sha256 }]);
  const { rows } = await trial.ok('ledger.search', { action: 'disclosures.send', text: copyId });
  const entry = need(rows.find(({ subject }) => subject === `copy ${copy.number}`));
  expect(JSON.parse(entry.details)).toMatchObject({ transitId: copyId, sha256: copy.sha256, recipient: 'The usher' });
});

test('a request that was decided for somebody else does not carry it', async () => {
  const { trial } = desk;
  expect(await trial.refused('disclosures.send', sending(await granted('Ahmed & Co')))).toMatchObject({
    ...{ code: 'clause', clause: '4.11', message: expect.stringContaining('decided for Ahmed & Co') },
  });
});

test('and under no second one', async () => {
  const { trial } = desk;
  const again = await granted();
  expect(await trial.refused('disclosures.send', sending(again))).toMatchObject({
    ...{ code: 'conflict', message: expect.stringContaining('REQ-0001') },
  });
  expect((await trial.ok('ledger.verify', {})).ok).toBe(true);
  expect(trial.bugs).toEqual([]);
});
