import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { appendFile, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDvrExport } from '../fixtures/dvr-export.ts';
import { type Desk, openDesk, photographer } from './desk.ts';
import { footagePieces, searchFor } from './leaks.ts';
import { keepPapers } from './papers.ts';
import { driveVolumes } from '../main/backup-steps.ts';
import { backUp, registerDrive } from './steps-backup.ts';
import { openCase, registerStick } from './steps-case.ts';
import { court } from './steps-court.ts';
import { disclosure } from './steps-disclosure.ts';
import { getFootage, openRecording } from './steps-footage.ts';
import { hold, reviewHold } from './steps-keeping.ts';
import { checkCode, searchLedger, verifyLedger } from './steps-ledger.ts';
import { annualReport, audit } from './steps-oversight.ts';
import { managerLooksRound, retention } from './steps-retention.ts';
import { assessment, installation, leave, storeroom } from './steps-scheme.ts';
import { firstSignIn, setUp } from './steps-setup.ts';
import { still } from './steps-still.ts';
import { type Viewed, view } from './steps-viewing.ts';
import { incidentDay, story } from './story.ts';
import { extractBundle, verifyBundleFolder } from './verify-output.ts';

// `npm run demo`: the whole main job once, through the real screens, and what is left of it in demo-output/.

process.umask(0o077);
const project = join(import.meta.dirname, '../..');
const out = join(project, 'demo-output');
const work = mkdtempSync(join(tmpdir(), 'demo-'));
// Whatever anybody calls temporary lies where it can be searched afterwards.
process.env['TMPDIR'] = join(work, 'tmp');
mkdirSync(process.env['TMPDIR']);
const folders = {
  out,
  screens: join(out, 'screens'),
  papers: join(out, 'papers'),
  bundle: join(out, 'bundle'),
  disc: join(out, 'disc.iso'),
  log: join(out, 'demo.log'),
  stick: join(work, 'EXPORT'),
  drive: join(work, 'DRIVE'),
  data: join(work, 'data'),
};
const startedAt = Date.now();
const faults: string[] = [];

async function say(line: string): Promise<void> {
  process.stdout.write(`${line}\n`);
  await appendFile(folders.log, `${line}\n`);
}

/** Does one step and says what came of it, and how long it took. */
async function step(title: string, act: () => Promise<string>): Promise<void> {
  const begunAt = Date.now();
  await say(title);
  await say(`   ${await act()} (${((Date.now() - begunAt) / 1000).toFixed(1)} s)`);
}

async function steps(desk: Desk): Promise<void> {
  const [first, second] = ['21.10.00-21.10.10[R]', `NVR_ch2_main_${incidentDay.replaceAll('-', '')}211000`];
  let recording = '';
  let viewed: Viewed = { said: '', frame: 0, looks: new Map() };
  let code = '';
  await step('1. Set-up', () => setUp(desk));
  await step('   Sign in', () => firstSignIn(desk));
  await step('   A memory stick is registered', () => registerStick(desk));
  await step('2. A case', () => openCase(desk));
  await step('   A camera is asked for: equipment', () => storeroom(desk));
  await step('   Its privacy impact assessment', () => assessment(desk));
  await step('   The manager decides', () => leave(desk));
  await step('   Survey and installation', () => installation(desk));
  await step('3. Get footage', () => getFootage(desk, folders.stick));
  const pieces = await footagePieces(folders.stick);
  const onStick = await searchFor(pieces, folders.stick);
  if (onStick.found.length < pieces.length) throw new Error('the search does not find footage where it is');
  desk.known.push(...pieces);
  await step('4. Viewing', async () => {
    recording = await openRecording(desk, first);
    viewed = await view(desk, () => noLeak(desk, 'while a viewing is open'));
    return `${recording}: ${viewed.said}`;
  });
  await step('5. A still', () => still(desk, viewed));
  await step('6. Court', async () => {
    const burned = await court(desk, [first, second]);
    code = burned.code;
    return burned.said;
  });
  await step('   An exhibit is held', () => hold(desk, second));
  await step('   A backup drive', () => registerDrive(desk));
  await step('   A backup', () => backUp(desk, folders.drive, 'settings-backup-done'));
  await step('   The ledger is searched', () => searchLedger(desk, story.caseNumber));
  await step('   The ledger verifies', () => verifyLedger(desk, 'ledger-verified'));
  await step('   A code from paper', () => checkCode(desk, code));
  await step('7. The hold is reviewed, four weeks later', () => reviewHold(desk));
  await step('   Retention, six weeks later', () => retention(desk, recording, [second]));
  await step('   The disposals reach the backup', () => backUp(desk, folders.drive, 'settings-backup-again'));
  await step('8. Ledger: it verifies again', () => verifyLedger(desk, 'ledger-verified-again'));
  await step('   The code from paper still matches', () => checkCode(desk, code));
  await step('9. A request for footage', () => disclosure(desk));
  await step('10. An audit', () => audit(desk));
  await step('    The annual report', () => annualReport(desk));
  await step('    The manager looks round', () => managerLooksRound(desk));
  await discChecks(desk, code);
}

async function discChecks(desk: Desk, code: string): Promise<void> {
  await say('The disc, checked by programs that are not ours');
  const extracted = await extractBundle(folders.disc, folders.bundle);
  const { disc, stick } = folders;
  const checks = extracted.ok
    ? await verifyBundleFolder(folders.bundle, { disc, stick, at: desk.clock.now(), code })
    : [];
  for (const { what, ok, detail } of [extracted, ...checks]) {
    await say(`   ${ok ? 'good' : 'BAD '}  ${what}`);
    if (!ok) faults.push(`${what}: ${detail}`);
  }
}

/** Looks for everything known to be secret in everything the application has written. */
async function noLeak(desk: Desk, when: string): Promise<void> {
  const reference = { what: 'the React reference', bytes: Buffer.from(story.reactRef) };
  const known = [...desk.known, reference];
  for (const [where, folder] of [
    ['the data folder', folders.data],
    ['the folder of temporary files', join(work, 'tmp')],
    ['the backup drive', folders.drive],
  ] as const) {
    const { files, bytes, found } = await searchFor(known, folder);
    faults.push(...found);
    await say(
      `   ${found.length === 0 ? 'none' : 'SOME'} of ${known.length} known secrets and pieces of footage was found in ${where} ${when} (${files} files, ${bytes.toLocaleString('en-GB')} bytes)`,
    );
  }
}

async function run(): Promise<void> {
  await rm(out, { recursive: true, force: true });
  for (const folder of [folders.screens, folders.papers, folders.stick, folders.drive])
    await mkdir(folder, { recursive: true });
  const samples = join(project, '../shared/samples');
  await buildDvrExport(folders.stick, { samples, date: incidentDay });
  const onScreen = photographer(folders.screens);
  const volumes = driveVolumes({ [folders.drive]: '4F2A-11C0' });
  const desk = await openDesk({ dataFolder: folders.data, discPath: folders.disc, onScreen, volumes });
  try {
    await steps(desk);
    await noLeak(desk, 'at the end');
    const { found } = await searchFor(desk.known, out);
    faults.push(...found.filter((each) => each.endsWith('.log')));
  } catch (error) {
    await onScreen(desk.page, 'where-it-stopped');
    throw error;
  } finally {
    await keepPapers(desk.shell, folders.papers);
    faults.push(...desk.problems());
    await desk.close();
  }
}

try {
  await run();
} catch (error) {
  faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const fault of faults) await say(`WRONG: ${fault}`);
await say(
  `${faults.length === 0 ? 'All of it is as it should be' : 'Something is wrong'}. ${((Date.now() - startedAt) / 1000).toFixed(0)} s; everything is in demo-output/.`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
