import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input } from '../../src/shared/contract.ts';
import type { DisclosureId } from '../../src/shared/model.ts';
import { openBeside } from './inspected-vault.ts';
import { type Print, type Still, type StillDesk, stillDesk } from './still-steps.ts';
import { accounts, need, type TrialApp } from './trial-app.ts';

// CoP 4.8-4.12, 5.13-5.16: nothing of a still leaves the house but on what was decided for that recipient and that
// still; a release under Disclosures signs the print out by itself; and whoever has a print may report its end.

const { password } = accounts.manager;
const nobody = '3f0c9c1e-7a0b-4f4e-9a44-0d6c1f1f2a3b';

describe('a print', () => {
  let desk: StillDesk;
  let trial: TrialApp;
  let still: Still;
  let other: Still;
  let print: Print;

  const signOut = (more: Partial<Input<'prints.signOut'>>): Input<'prints.signOut'> => ({
    ...{ printId: print.id, taker: 'solicitor', person: 'R. Bright', organisation: 'Bright & Co', reason: 'Hearing' },
    ...{ dueBackOn: '2026-10-30', ...more },
  });
  const refusal = (more: Partial<Input<'prints.signOut'>>) => trial.refused('prints.signOut', signOut(more));
  const receive = async (
    kind: 'solicitor' | 'council',
    organisation: string,
    more: Partial<Input<'disclosures.receive'>> = {},
  ): Promise<DisclosureId> => {
    const facts =
      kind === 'council'
        ? { council: { department: 'Legal', legalAction: 'Injunction' } }
        : { solicitor: { actsFor: 'defendant' as const, client: 'J. Doe', caseNumber: 'T1', isDataSubject: true } };
    const { id } = await trial.ok('disclosures.receive', {
      ...{ class: kind, receivedOn: '2026-10-06', requester: 'R. Bright', organisation, contact: 'by post' },
      ...{ basis: 'CoP 4.11', purpose: 'Defence.', footageAsked: 'The still.', recordingIds: [] },
      ...{ caseId: desk.opened.caseId, ...facts, ...more },
    });
    await desk.attach('disclosure', id);
    return id;
  };
  const decide = async (disclosureId: DisclosureId, decision: 'release' | 'refuse'): Promise<void> => {
    await desk.as('manager');
    await trial.ok('disclosures.decide', { disclosureId, decision, reasons: 'Because.', password });
    await desk.as('officer');
  };
  const sending = (disclosureId: DisclosureId, more: Partial<Input<'disclosures.send'>> = {}) => ({
    ...{ disclosureId, discIds: [], printIds: [print.id], method: 'By hand', sentOn: '2026-10-06', isEncrypted: false },
    ...{ recipient: 'R. Bright', recipientOrganisation: 'Bright & Co', receiptBy: '2026-10-20', ...more },
  });
  const now = async (): Promise<Print> => desk.print(still);

  beforeAll(async () => {
    desk = await stillDesk();
    ({ trial } = desk);
    still = await desk.countersigned('Door');
    other = await desk.countersigned('Van');
    print = await desk.print(still);
  });
  afterAll(() => desk.remove());

  test('goes to nobody outside without what was decided, and the refusal says what to do first', async () => {
    const { size } = await trial.ok('ledger.search', {});
    for (const [taker, clause, words] of [
      ['solicitor', '4.11', /Log the request under Disclosures/u],
      ['agency', '5.14', /through the manager/u],
      ['court', '4.11', /bundle with this still/u],
      ['public', '4.8', /Assurance Team/u],
    ] as const) {
      expect(await refusal({ taker })).toMatchObject({ code: 'clause', clause, message: expect.stringMatching(words) });
      for (const kind of ['request', 'release', 'proceedings'] as const)
        expect(await refusal({ taker, authority: { kind, id: nobody } })).toMatchObject({ code: 'clause', clause });
    }
    expect(await refusal({ taker: 'staff', authority: { kind: 'request', id: still.id } })).toMatchObject({
      code: 'invalid-input',
    });
    expect((await trial.ok('ledger.search', {})).size).toBe(size);
    expect(await now()).toMatchObject({ state: 'in-cabinet' });
  });

  test('goes on no request that is undecided, refused or of another kind; a granted one releases it under Disclosures', async () => {
    const asked = await receive('solicitor', 'Bright & Co');
    const authority = { kind: 'release' as const, id: asked };
    expect(await refusal({ authority })).toMatchObject({ message: expect.stringContaining('not decided yet') });
    expect(await refusal({ authority, taker: 'court' })).toMatchObject({
      message: expect.stringContaining('is for a solicitor'),
    });
    await decide(asked, 'release');
    expect(await refusal({ authority })).toMatchObject({ message: expect.stringContaining('signs the print out') });
    const refused = await receive('council', 'Stockport MBC');
    await decide(refused, 'refuse');
    expect(await refusal({ taker: 'agency', authority: { kind: 'release', id: refused } })).toMatchObject({
      message: expect.stringContaining('was refused'),
    });
    expect(await trial.refused('disclosures.send', sending(asked))).toMatchObject({ clause: '5.15' }); // no day back
    const back = { printsBackOn: '2026-10-30' };
    expect(
      await trial.refused('disclosures.send', sending(asked, { ...back, recipientOrganisation: 'Other & Co' })),
    ).toMatchObject({ clause: '4.11', message: expect.stringContaining('Bright & Co') });
    const before = (await trial.ok('documents.list', {})).length;
    expect(await trial.ok('disclosures.send', sending(asked, back))).toMatchObject({ state: 'sent' });
    expect(await now()).toMatchObject({ state: 'out', whereNow: 'R. Bright, Bright & Co', dueBackOn: '2026-10-30' });
    const [move] = await trial.ok('prints.movements', { printId: print.id });
    expect(move).toMatchObject({ way: 'out', taker: 'solicitor', authority: expect.stringContaining('released to') });
    expect((await trial.ok('documents.list', {})).length).toBe(before + 1);
    const { rows } = await trial.ok('ledger.search', { action: 'disclosures.send', text: print.id });
    expect(rows.map(({ subject }) => subject)).toContain(`print ${print.number}`);
    // Nothing twice: it is out, and the request is answered.
    expect(await trial.refused('disclosures.send', sending(asked, back))).toMatchObject({ code: 'conflict' });
  });

  test('that came back goes again to the same recipient on the same release, and no other print does', async () => {
    const { id } = need((await trial.ok('disclosures.list', {})).find(({ state }) => state === 'sent'));
    const authority = { kind: 'release' as const, id };
    const { id: printId } = await desk.print(other);
    expect(await refusal({ printId, authority })).toMatchObject({
      message: expect.stringContaining('did not release'),
    });
    await trial.ok('prints.signIn', { printId: print.id, person: 'R. Bright', organisation: 'B', cabinetPlace: 'C' });
    expect(await refusal({ authority, organisation: 'Other & Co' })).toMatchObject({
      message: expect.stringContaining('is for Bright & Co'),
    });
    expect(
      (await trial.ok('prints.authorities', { printId: print.id })).filter(({ bar }) => bar === null),
    ).toMatchObject([{ kind: 'release', id, taker: 'solicitor', organisation: 'Bright & Co' }]);
    await trial.ok('prints.signOut', signOut({ authority, organisation: 'bright & co' }));
    expect(await now()).toMatchObject({ state: 'out' });
  });

  test('is destroyed by whoever has it only in writing, with the paper, and is not signed in first', async () => {
    const letter = {
      ...{ printId: print.id, reportedBy: 'R. Bright', organisation: 'Bright & Co', how: 'Shredded' },
      ...{ writtenOn: '2026-10-06', destroyedOn: '2026-10-06', wrote: 'We have shredded the print.' },
    };
    expect(await trial.refused('prints.reportDestroyed', letter)).toMatchObject({ clause: '5.15' });
    await desk.attach('print', print.id);
    for (const [change, code] of [
      [{ reportedBy: 'alan  sutcliffe' }, 'clause'],
      [{ destroyedOn: '2026-10-05' }, 'invalid-input'],
      [{ destroyedOn: '2026-10-07', writtenOn: '2026-10-07' }, 'invalid-input'],
      [{ printId: (await desk.print(other)).id }, 'conflict'],
    ] as const)
      expect(await trial.refused('prints.reportDestroyed', { ...letter, ...change })).toMatchObject({ code });
    const { documentId } = await trial.ok('prints.reportDestroyed', letter);
    expect(await now()).toMatchObject({ state: 'destroyed', dueBackOn: null, certificateId: documentId });
    expect((await trial.ok('prints.movements', { printId: print.id })).map(({ way }) => way)).toEqual([
      'out',
      'in',
      'out',
    ]);
    const [paper] = await trial.ok('attachments.list', { aboutId: print.id });
    const { rows } = await trial.ok('ledger.search', { action: 'prints.reportDestroyed' });
    expect(JSON.stringify(rows)).toContain(need(paper).sha256);
    expect(await trial.refused('prints.reportDestroyed', letter)).toMatchObject({ code: 'conflict' });
  });

  test('goes to the court of named proceedings on an approved bundle that holds its still, and keeps a case asking', async () => {
    const { caseId } = desk.opened;
    const named = {
      caseId,
      kind: 'civil',
      court: 'County Court',
      caseNumber: 'L00SK123',
      parties: 'SHG v Doe',
    } as const;
    const { id: proceedingsId } = await trial.ok('proceedings.name', named);
    const prepared = await trial.ok('bundles.prepare', { proceedingsId, recordings: [], stillIds: [other.id] });
    print = await desk.print(other);
    const authority = { kind: 'proceedings' as const, id: prepared.id };
    const toCourt = { authority, taker: 'court' as const, organisation: 'County Court' };
    expect(await refusal(toCourt)).toMatchObject({ message: expect.stringContaining('manager’s approval') });
    await desk.as('manager');
    await trial.ok('bundles.decide', { bundleId: prepared.id, decision: 'approve', reasons: 'Hearing.', password });
    await desk.as('officer');
    expect(await refusal({ ...toCourt, organisation: 'Crown Court' })).toMatchObject({ clause: '4.11' });
    await trial.ok('prints.signOut', signOut(toCourt));
    const { items } = await trial.ok('cases.closingReview', { caseId });
    expect(items.map(({ kind, number }) => `${kind} ${number}`)).toEqual([
      `print ${print.number}`,
      `still ${other.number}`,
      `still ${still.number}`,
    ]);
    expect(trial.bugs).toEqual([]);
  });

  test('cannot be written out without its authority, not even past the application', async () => {
    const { vault } = await openBeside(trial.folder);
    const moves = `INSERT INTO print_movements (print_id, at, way, person, organisation, taker, reason, recorded_by, receipt_id)
      SELECT print_id, at, way, person, organisation, 'agency', reason, recorded_by, receipt_id FROM print_movements WHERE way = 'out' LIMIT 1`;
    expect(() => vault.database.connection.prepare(moves).run()).toThrow(/CHECK/u);
    vault.close();
  });
});
