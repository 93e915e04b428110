import { execFileSync, spawnSync } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerNames } from '../../../src/main/oversight/registers.ts';
import type { Audit } from '../../../src/shared/contract/audits.ts';
import type { Output } from '../../../src/shared/contract.ts';
import { pageTexts } from '../documents/poppler.ts';
import { openCase, openViewing, smallExport, startRetrieval } from '../officer-steps.ts';
import { auditorSignIn, type Newcomer, openAuditor } from '../people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// SC7, CoP 6.5 and 6.6: terms, spot checks that chance picks and a stranger repeats, findings, answers; and the pack with
// which an auditor checks everything without this application.

const { password } = accounts.manager;
const formula = '=HYPERLINK("http://example.org","Noise, ""Hillgate""")';

describe('an audit', () => {
  let work: string;
  let trial: TrialApp;
  let auditor: Newcomer;
  let audit: Audit;
  const as = async (role: 'officer' | 'manager'): Promise<void> => {
    if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
    await trial.signIn(role);
  };
  const terms = {
    reference: 'AUD/2026/1',
    terms: 'Recordings and viewings of October.',
    areas: ['recordings' as const, 'viewings' as const, 'stills' as const],
    from: '2026-10-01',
    until: '2026-10-31',
    auditor: 'Somebody else',
    authority: 'Jane Holt, Head of Safer Neighbourhoods',
    authorisedOn: '2026-10-05',
    password,
  };
  const entries = async (action: string) =>
    (await trial.ok('ledger.search', { action })).rows.toReversed().map(({ details }) => JSON.parse(details));

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'audits-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await as('manager');
    auditor = await openAuditor(trial);
    await as('officer');
    await trial.ok('cases.open', { reactRef: 'ASB/2026/0001', title: formula });
    const opened = await openCase(trial);
    const { jobId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
    await trial.ended(jobId);
    const shown = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative'));
    for (let each = 0; each < 3; each += 1) {
      const { viewing } = await openViewing(trial, shown.id);
      await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
    }
    await as('manager');
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('begins with terms, an authority and a period that makes sense', async () => {
    const wrong = [{ from: '2026-11-01' }, { authorisedOn: '2026-10-09' }, { from: '2027-01-01', until: '2027-02-01' }];
    for (const each of wrong)
      expect(await trial.refused('audits.open', { ...terms, ...each })).toMatchObject({ code: 'invalid-input' });
    const [manager] = (await trial.ok('people.list', {})).filter(({ role }) => role === 'manager');
    expect(await trial.refused('audits.open', { ...terms, auditorId: need(manager).id })).toMatchObject({
      message: expect.stringContaining('not the account of an auditor'),
    });
    expect(await trial.refused('audits.open', { ...terms, password: 'wrong' })).toMatchObject({ code: 'forbidden' });
    audit = await trial.ok('audits.open', { ...terms, auditorId: auditor.person.id });
    expect(audit).toMatchObject({ number: 'AUD-0001', auditor: auditor.person.name, draw: null, drawn: [] });
  });

  test('takes the signed terms of reference as a sealed paper, from the manager or the officer', async () => {
    const signed = join(work, 'terms.pdf');
    await writeFile(signed, '%PDF-1.7\nterms of reference, signed\n%%EOF\n');
    trial.shell.files.push([signed]);
    const paper = { about: 'audit' as const, aboutId: audit.id, description: 'Terms of reference, signed' };
    const { id } = await trial.ok('attachments.add', paper);
    expect(await trial.ok('attachments.list', { aboutId: audit.id })).toMatchObject([{ id, fileName: 'terms.pdf' }]);
    expect(await entries('attachments.add')).toMatchObject([{ aboutId: audit.id, description: paper.description }]);
  });

  test('is not over before anything was drawn', async () => {
    const close = { auditId: audit.id, conclusion: 'Fine.', password };
    expect(await trial.refused('audits.close', close)).toMatchObject({ code: 'clause', clause: '6.6' });
  });

  test('draws by a seed that stands in the ledger before anything is picked, and only once', async () => {
    audit = await trial.ok('audits.draw', { auditId: audit.id, perArea: 2 });
    const [seed, picked] = await entries('audits.draw');
    expect(seed).toMatchObject({ seed: need(audit.draw).seed, step: 'seed drawn, nothing picked yet' });
    expect(seed).not.toHaveProperty('picked');
    expect(picked.picked).toEqual(audit.drawn.map(({ area, item }) => ({ area, item })));
    expect(audit.drawn.map(({ area }) => area)).toEqual(['recordings', 'recordings', 'viewings', 'viewings']);
    expect(await trial.refused('audits.draw', { auditId: audit.id, perArea: 2 })).toMatchObject({ clause: '6.6' });
  });

  test('takes a finding on each, with what is wrong in words; the officer may enter it', async () => {
    await as('officer');
    const [first, ...rest] = audit.drawn;
    const checkId = need(first).id;
    expect(await trial.refused('audits.find', { checkId, finding: 'not-in-order' })).toMatchObject({
      code: 'invalid-input',
    });
    await trial.ok('audits.find', { checkId, finding: 'in-order' });
    await trial.ok('audits.find', { checkId, finding: 'not-in-order', note: 'The reason is one word.' });
    for (const { id } of rest) audit = await trial.ok('audits.find', { checkId: id, finding: 'in-order' });
    expect(audit).toMatchObject({ checks: 4, unchecked: 0, notInOrder: 1 });
    expect((await entries('audits.find')).at(1)).toMatchObject({ before: 'in-order', finding: 'not-in-order' });
  });

  test('is not over while a recommendation has no answer of the manager', async () => {
    const advised = await trial.ok('audits.recommend', { auditId: audit.id, text: 'Give whole reasons.' });
    const { id: recommendationId } = need(advised.recommendations[0]);
    const answer = { recommendationId, accepted: 'yes' as const, answer: 'The form asks for it.', dueOn: '2026-11-01' };
    expect(await trial.refused('audits.answer', answer)).toMatchObject({ code: 'forbidden' });
    await as('manager');
    const close = { auditId: audit.id, conclusion: 'Well run, but for one reason.', password };
    expect(await trial.refused('audits.close', close)).toMatchObject({ message: expect.stringContaining('no answer') });
    await trial.ok('audits.answer', answer);
    expect(await trial.refused('audits.answer', answer)).toMatchObject({ code: 'conflict' });
    expect(await trial.refused('audits.close', { ...close, password: 'wrong' })).toMatchObject({ code: 'forbidden' });
    audit = await trial.ok('audits.close', close);
    expect(audit.closedBy).toBe(accounts.manager.name);
  });

  test('stays as it was closed, on a sheet with the seed and every finding', async () => {
    const checkId = need(audit.drawn[0]).id;
    expect(await trial.refused('audits.find', { checkId, finding: 'in-order' })).toMatchObject({ code: 'conflict' });
    await trial.ok('documents.print', { documentId: need(audit.sheetId) });
    const { bytes } = need(trial.shell.printed.at(-1));
    const text = pageTexts({ bytes, pages: 0 }).join(' ').replaceAll(/\s+/gu, '');
    for (const said of [need(audit.draw).seed, 'Thereasonisoneword.', 'NOTinorder', 'Theformasksforit.', 'JaneHolt'])
      expect(text).toContain(said);
  });

  test('is read by the auditor, who can enter nothing in it', async () => {
    await trial.signOut();
    await trial.ok('session.signIn', auditorSignIn(trial, auditor));
    expect(await trial.ok('audits.read', { auditId: audit.id })).toEqual(audit);
    const recommend = { auditId: audit.id, text: 'Mine.' };
    expect(await trial.refused('audits.recommend', recommend)).toMatchObject({ code: 'forbidden' });
    await as('manager');
  });

  describe('with a pack', () => {
    let folder: string;
    let written: NonNullable<Output<'audits.writePack'>>;
    const asked = { recipient: 'Priya Nair', reason: 'Audit AUD-0001.', password };
    const run = (program: string, args: readonly string[], cwd = folder) => {
      const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
      return { status, said: `${stdout}${stderr}` };
    };
    const certificate = (cwd: string) =>
      run(
        'openssl',
        [
          ...[
            'cms',
            '-verify',
            '-binary',
            '-inform',
            'DER',
            '-in',
            'signature.p7s',
            '-content',
            'tagmanifest-sha256.txt',
          ],
          ...['-certfile', 'certificate.pem', '-CAfile', 'certificate.pem', '-out', '/dev/null'],
        ],
        cwd,
      );
    const stranger = (at: string, ...more: string[]) =>
      run(
        'python3',
        ['tests/ledger_verifier.py', join(at, 'data/ledger'), '--certificate', join(at, 'certificate.pem'), ...more],
        process.cwd(),
      );

    beforeAll(async () => {
      await mkdir(join(work, 'stick'));
      trial.shell.folders.push(join(work, 'stick'));
      written = need(await trial.ok('audits.writePack', { ...asked, auditId: audit.id }));
      folder = join(work, 'stick', written.folderName);
    });

    test('is checked by sha256sum, openssl and the ledger’s format document alone', () => {
      for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
        expect(run('sha256sum', ['--strict', '-c', list])).toMatchObject({ status: 0 });
      expect(certificate(folder)).toMatchObject({ status: 0, said: expect.stringMatching(/successful/iu) });
      const ledger = stranger(folder, '--code', written.witnessCode);
      expect(ledger.said).toContain('signature: good');
      expect(ledger.status).toBe(0);
    });

    test('lists every file it holds, and holds every register twice', async () => {
      const listed = (await readFile(join(folder, 'manifest-sha256.txt'), 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(66));
      const held = (await readdir(join(folder, 'data'), { recursive: true, withFileTypes: true }))
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name).slice(folder.length + 1));
      expect(held.toSorted()).toEqual(listed.toSorted());
      for (const name of registerNames)
        expect(listed).toEqual(expect.arrayContaining([`data/registers/${name}.csv`, `data/registers/${name}.json`]));
      expect(await readFile(join(folder, 'README.txt'), 'utf8')).toContain('PERSONAL DATA');
    });

    test('lets a stranger draw the same spot checks from the registers and the ledger in it', () => {
      const script = `
import csv, hashlib, json, sys
entries = [json.loads(line) for line in open('data/ledger/ledger.jsonl', encoding='utf-8')]
drawn = [e['details'] for e in entries if e['action'] == 'audits.draw']
seed = drawn[0]['seed']
picked = []
for p in drawn[0]['population']:
    with open(f"data/registers/{p['area']}.csv", newline='', encoding='utf-8') as f:
        numbers = {row['number'] for row in csv.DictReader(f)}
    assert hashlib.sha256(''.join(n + '\\n' for n in sorted(numbers)).encode()).hexdigest() == p['sha256'], p
    order = sorted(numbers, key=lambda n: hashlib.sha256(f'{seed}:{n}'.encode()).hexdigest())
    picked += [{'area': p['area'], 'item': n} for n in order[:drawn[0]['perArea']]]
print(json.dumps(picked))`;
      const picked: unknown = JSON.parse(execFileSync('python3', ['-c', script], { cwd: folder, encoding: 'utf8' }));
      expect(picked).toEqual(audit.drawn.map(({ area, item }) => ({ area, item })));
    });

    test('keeps text as text: what a spreadsheet would run is not run, and quotes stay whole', async () => {
      const script = `import csv,sys;print(list(csv.DictReader(open('data/registers/cases.csv',newline='',encoding='utf-8')))[0]['title'])`;
      expect(execFileSync('python3', ['-c', script], { cwd: folder, encoding: 'utf8' }).trimEnd()).toBe(`'${formula}`);
      const rows = JSON.parse(await readFile(join(folder, 'data/registers/cases.json'), 'utf8')) as { title: string }[];
      expect(rows.map(({ title }) => title)).toContain(formula);
    });

    test.each(['data/registers/viewings.csv', 'data/ledger/ledger.jsonl', 'tagmanifest-sha256.txt'])(
      'shows that %s was changed',
      async (file) => {
        const copy = join(work, `changed ${file.replaceAll('/', ' ')}`);
        await cp(folder, copy, { recursive: true });
        await appendFile(join(copy, file), 'x\n');
        const checks = [
          run('sha256sum', ['--strict', '-c', 'manifest-sha256.txt'], copy),
          certificate(copy),
          stranger(copy),
        ];
        expect(checks.some(({ status }) => status !== 0)).toBe(true);
      },
    );

    test('stands in the ledger from before its first byte', async () => {
      const [begun] = await entries('audits.writePack');
      const [done] = await entries('audits.packWritten');
      expect(begun).toMatchObject({ recipient: 'Priya Nair', step: 'begun' });
      expect(done).toMatchObject({ manifestSha256: written.manifestSha256, checked: 'every file read back' });
    });

    test('is refused inside the vault and without a password, and left alone on Cancel', async () => {
      trial.shell.folders.push(join(trial.folder, 'vault'));
      expect(await trial.refused('audits.writePack', asked)).toMatchObject({ code: 'invalid-input' });
      expect(await trial.refused('audits.writePack', { ...asked, password: 'no' })).toMatchObject({
        code: 'forbidden',
      });
      trial.shell.folders.push(null);
      expect(await trial.ok('audits.writePack', asked)).toBe(null);
      expect(await readdir(join(work, 'stick'))).toHaveLength(1);
    });
  });
});
