import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandName, commands, type Input } from '../../src/shared/contract.ts';
import type { Command } from '../../src/shared/contract/command.ts';
import type { CaseId } from '../../src/shared/model.ts';
import { validInput } from '../contract/valid-inputs.ts';
import { requestOf, schemeDesk } from './deployments/scheme-steps.ts';
import { openCase, openViewing, smallExport, startRetrieval } from './officer-steps.ts';
import { codeFor, furtherOfficer, type Newcomer, openAccount } from './people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// CoP 5.13-5.15 in the real application: whoever asked for something or made it tries to judge it, with every command of
// the contract that judges. Alan Sutcliffe is the officer, and later stands in for the manager under a second account.

const judging = (Object.entries(commands) as [CommandName, Command][]).flatMap(([name, command]) =>
  command.judges === undefined ? [] : [{ name, command, judges: command.judges }],
);
const ownAct = /^Nobody may approve or countersign their own act/u;
const deputies = {
  alan: {
    role: 'manager',
    deputy: true,
    isSecondAccount: true,
    name: 'Alan Sutcliffe',
    username: 'alan.deputy',
    initials: 'ASD',
  },
  deborah: { role: 'manager', deputy: true, name: 'Deborah Cole', username: 'deborah', initials: 'DC' },
} as const;

describe('whoever asked or made', () => {
  let work: string;
  let trial: TrialApp;
  let alanAsDeputy: Newcomer;
  let deborah: Newcomer;
  let joan: Newcomer;
  /** One thing of each kind that Alan asked for, by the field that names it. */
  const asked: Record<string, string> = {};
  let bookmarkId: string;
  let caseId: CaseId;
  let council: Input<'disclosures.receive'>;

  const signIn = async ({ username, password, secret }: Newcomer): Promise<void> => {
    await trial.ok('session.signIn', { username, password, code: codeFor(trial, secret) });
    if ((await trial.ok('app.state', {})).mustAcknowledge !== null) await trial.ok('code.acknowledge', { version: 1 });
  };
  const as = async (who: 'officer' | 'manager' | Newcomer): Promise<void> => {
    if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
    await (typeof who === 'string' ? trial.signIn(who) : signIn(who));
  };
  const request = async (particulars: string): Promise<string> =>
    (await trial.ok('stills.request', { bookmarkId, requester: 'Priya Shah', necessity: 'To identify.', particulars }))
      .id;
  const refusalOf = async (name: CommandName, input: unknown): Promise<string> => {
    const reply = await trial.app.invoke(name, input);
    return reply.ok ? 'done' : `${reply.failure.clause ?? '-'} ${reply.failure.message}`;
  };

  /** A masked copy of a countersigned still, made by the officer and not yet compared. */
  const mask = async (): Promise<string> => {
    const stillId = await request('Seen at the gate');
    const { password } = accounts.manager;
    await as('manager');
    await trial.ok('stills.decide', { stillId, decision: 'approve', reasons: 'Needed.', password });
    await as('officer');
    await trial.ok('stills.produce', { stillId });
    await as('manager');
    const countersigning = { decision: 'countersign', reasons: 'Seen.', cabinetPlace: 'C1', password } as const;
    await trial.ok('stills.countersign', { stillId, ...countersigning });
    await as('officer');
    const boxes = [{ x: 1, y: 1, width: 8, height: 8 }];
    return (await trial.ok('masks.make', { stillId, reason: 'Passers-by.', boxes })).id;
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'own-act-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('manager');
    alanAsDeputy = await openAccount(trial, deputies.alan, 'lantern harbour apron');
    deborah = await openAccount(trial, deputies.deborah, 'orchard pencil thunder');
    joan = await openAccount(trial, furtherOfficer, 'meadow copper trousers');
    await as('officer');
    const opened = await openCase(trial);
    caseId = opened.caseId;
    const { jobId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
    await trial.ended(jobId);
    const shown = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative'));
    const { viewing } = await openViewing(trial, shown.id);
    const at = { viewingId: viewing.id, positionMs: 300, frameIndex: 3, note: 'Door opens.' };
    bookmarkId = (await trial.ok('viewings.bookmark', at)).id;
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });
    asked['stillId'] = await request('Door');
    const proceedings = await trial.ok('proceedings.name', {
      caseId: opened.caseId,
      kind: 'civil',
      court: 'County Court at Stockport',
      caseNumber: 'L00SK123',
      parties: 'Stockport Homes v Doe',
    });
    asked['bundleId'] = (
      await trial.ok('bundles.prepare', {
        proceedingsId: proceedings.id,
        recordings: [{ recordingId: shown.id, description: 'Camera view' }],
        stillIds: [],
      })
    ).id;
    asked['holdId'] = (
      await trial.ok('holds.ask', {
        caseId: opened.caseId,
        reason: 'Claim for possession is being prepared.',
        authority: 'proceedings',
        authorityReference: 'L00SK123',
        reviewOn: '2026-11-01',
      })
    ).id;
    council = {
      class: 'council',
      receivedOn: '2026-10-06',
      requester: 'T. Booth',
      contact: 't.booth@example.org',
      basis: 'CoP 4.11, legal action',
      purpose: 'Injunction.',
      footageAsked: 'The car park, 5 October, 21:00 to 21:40.',
      council: { department: 'Legal Services', legalAction: 'Injunction' },
      recordingIds: [shown.id],
      caseId: opened.caseId,
    };
    asked['disclosureId'] = (await trial.ok('disclosures.receive', council)).id;
    const deployment = await trial.ok('waiting.request', requestOf(opened.caseId));
    asked['deploymentId'] = deployment.id;
    const pia = await trial.ok('pias.begin', { deploymentId: deployment.id, author: 'Priya Nair' });
    await schemeDesk(trial).write(pia.id, '2026-10-20', '2026-11-20');
    asked['maskId'] = await mask();
    const areas = [{ keys: [{ picture: 0, box: { x: 1, y: 1, width: 8, height: 8 } }] }];
    const covering = { recordingId: shown.id, from: 0, to: 4, reason: 'Passers-by.', areas };
    const masked = await trial.ok('clips.mask', covering);
    await trial.ended(masked.jobId);
    asked['clipId'] = masked.clipId;
    trial.shell.files.push([join(import.meta.dirname, '../../docs/portal-profiles/zoneminder-1.36.json')]);
    const address = { host: '192.0.2.1', port: 443, certificate: 'a'.repeat(64), networkInterface: 'lo' };
    asked['portalId'] = (await trial.ok('portals.register', { number: 'PORTAL-1', ...address })).id;
    asked['piaId'] = (await trial.ok('pias.submit', { piaId: pia.id })).id;
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  const inputOf = ({ command, judges }: (typeof judging)[number]) => {
    const thing = asked[judges.of];
    if (thing === undefined) throw new Error(`teach this test to ask for a thing of the kind ${judges.of}`);
    return {
      ...(validInput(command.input, 0) as Record<string, unknown>),
      [judges.of]: thing,
      password: 'not this one',
    };
  };

  test('cannot judge it in the role they asked in', async () => {
    await as('officer');
    for (const each of judging)
      expect([each.name, (await trial.refused(each.name, inputOf(each))).code]).toEqual([each.name, 'forbidden']);
  });

  test('cannot judge it as deputy either, and no password is even asked for', async () => {
    await as(alanAsDeputy);
    const before = (await trial.ok('ledger.search', {})).size;
    for (const each of judging)
      expect(await trial.refused(each.name, inputOf(each))).toMatchObject({
        code: 'clause',
        clause: each.judges.clause,
        message: expect.stringMatching(ownAct),
      });
    expect((await trial.ok('ledger.search', {})).size).toBe(before);
  });

  test('is no hindrance to another deputy, who had no hand in it', async () => {
    await as(deborah);
    for (const each of judging) expect(await refusalOf(each.name, inputOf(each))).not.toMatch(ownAct);
  });

  test('produced a still, and so cannot countersign it although somebody else had asked for it', async () => {
    await as(joan);
    const stillId = await request('Asked for by Joan');
    await as('manager');
    const { password } = accounts.manager;
    await trial.ok('stills.decide', { stillId, decision: 'approve', reasons: 'Needed.', password });
    await as('officer');
    await trial.ok('stills.produce', { stillId });
    const countersigning = { stillId, decision: 'countersign', reasons: 'Seen.', cabinetPlace: 'C1' } as const;
    await as(alanAsDeputy);
    expect(
      await trial.refused('stills.countersign', { ...countersigning, password: alanAsDeputy.password }),
    ).toMatchObject({ clause: '5.13', message: expect.stringMatching(ownAct) });
    await as(deborah);
    await trial.ok('stills.countersign', { ...countersigning, password: deborah.password });
  });

  test('approved a still as deputy, and so does not produce it as officer; a colleague does', async () => {
    await as(joan);
    const stillId = await request('Approved by Alan');
    await as(alanAsDeputy);
    const { password } = alanAsDeputy;
    await trial.ok('stills.decide', { stillId, decision: 'approve', reasons: 'Needed.', password });
    await as('officer');
    expect(await trial.refused('stills.produce', { stillId })).toMatchObject({
      clause: '5.13',
      message: expect.stringMatching(ownAct),
    });
    await as(joan);
    await trial.ok('stills.produce', { stillId });
    expect(trial.bugs).toEqual([]);
  });

  test('wrote a PIA that a colleague began and submitted, and so does not decide on it', async () => {
    await as(joan);
    const { id: deploymentId } = await trial.ok('waiting.request', requestOf(caseId));
    const { id: piaId } = await trial.ok('pias.begin', { deploymentId, author: 'Priya Nair' });
    await as('officer');
    await schemeDesk(trial).write(piaId, '2026-10-20', '2026-11-20');
    await as(joan);
    await trial.ok('pias.submit', { piaId });
    const deciding = { piaId, version: 1, decision: 'approve', reasons: 'Needed.' } as const;
    await as(alanAsDeputy);
    expect(await trial.refused('pias.decide', { ...deciding, password: alanAsDeputy.password })).toMatchObject({
      clause: '5.6',
      message: expect.stringMatching(ownAct),
    });
    await as(deborah);
    await trial.ok('pias.decide', { ...deciding, password: deborah.password });
  });

  test('decided on a request for footage, and so is not who sends it', async () => {
    await as(joan);
    const { id: disclosureId } = await trial.ok('disclosures.receive', council);
    await as(alanAsDeputy);
    const { password } = alanAsDeputy;
    await trial.ok('disclosures.decide', { disclosureId, decision: 'refuse', reasons: 'No order.', password });
    const sending = { ...(validInput(commands['disclosures.send'].input, 0) as object), disclosureId };
    await as('officer');
    expect(await trial.refused('disclosures.send', sending)).toMatchObject({
      clause: '4.12',
      message: expect.stringMatching(ownAct),
    });
    await as(joan);
    expect(await refusalOf('disclosures.send', sending)).not.toMatch(ownAct);
    expect(trial.bugs).toEqual([]);
  });
});
