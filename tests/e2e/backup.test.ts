import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../demo/desk.ts';
import { fillIn, goTo, handOver, heading, phoneCode, press, signIn } from '../demo/person.ts';
import { setUp } from '../demo/steps-setup.ts';
import { people } from '../demo/story.ts';
import { driveVolumes } from '../main/backup-steps.ts';
import { axeFindings } from './axe-findings.ts';

// A backup from the register of the drive to the sign-in on another laptop, through the real screens in Chromium.

describe('an officer and a manager with a backup drive', () => {
  let work: string;
  let drive: string;
  let desk: Desk;
  let another: Desk;
  let third: Desk;
  const findings: string[] = [];
  /** The screens of the set-up are looked at elsewhere. */
  let isSetUp = false;

  const open = (name: string): Promise<Desk> =>
    openDesk({
      dataFolder: join(work, name),
      discPath: join(work, `${name}.iso`),
      volumes: driveVolumes({ [drive]: '4F2A-11C0' }),
      onScreen: async (page, shown) => {
        if (isSetUp) findings.push(...(await axeFindings(page, shown)));
      },
    });
  const openBackups = async (): Promise<void> => {
    await goTo(desk, 'Settings');
    await desk.page.getByRole('tab', { name: 'Backup' }).click();
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'backup-desk-'));
    drive = join(work, 'drive');
    await mkdir(drive);
    desk = await open('laptop');
    await setUp(desk);
    isSetUp = true;
  });
  afterAll(async () => {
    await desk.close();
    await another.close();
    await third.close();
    await rm(work, { recursive: true, force: true });
  });

  test('register it, and Today says that there is no backup yet', async () => {
    await signIn(desk, 'manager');
    await openBackups();
    await fillIn(desk.page, {
      'Number on its label': 'B-01',
      Name: 'Blue portable drive, 4 TB',
      'Serial number': 'WX41A7',
      'Where it is kept': 'Safe, first floor',
    });
    await press(desk.page, 'Register');
    await desk.page.getByText('Backup drive B-01 is registered. The officer can back up onto it now.').waitFor();
    await desk.seen('backup-registered');
    await handOver(desk, 'officer');
    await desk.page.getByText('There is no backup of this laptop', { exact: true }).waitFor();
    expect(desk.problems()).toEqual([]);
  });

  test('back up with two clicks, and read it back', async () => {
    await desk.page.getByRole('link', { name: /There is no backup of this laptop/u }).click();
    desk.shell.folders.push(drive, drive);
    await press(desk.page, /^Back up now/u);
    await desk.page.getByText('Backed up and read back').waitFor();
    await desk.page.getByText('Finished and checked').waitFor();
    await desk.seen('backup-done');
    await press(desk.page, /^Check every byte/u);
    await desk.page.getByText(/: whole$/u).waitFor();
    await goTo(desk, 'Today');
    await heading(desk.page, 'Nothing is due').waitFor();
    expect(desk.problems()).toEqual([]);
  });

  test('put the vault into an empty laptop and sign in there', async () => {
    another = await open('another');
    for (const [role, secret] of desk.totpSecrets) another.totpSecrets.set(role, secret);
    const { page } = another;
    await press(page, 'Restore from a backup instead');
    await heading(page, 'Restore from a backup').waitFor();
    await another.seen('restore-find');
    another.shell.folders.push(drive);
    await press(page, 'Choose the backup');
    await heading(page, 'Open the backup').waitFor();
    await another.seen('restore-open');
    await another.skip(Date.parse(desk.clock.now()) - Date.parse(another.clock.now()));
    const { username, password } = people.officer;
    const code = await phoneCode(another, 'officer');
    await fillIn(page, { Username: username, Password: password, 'Code from the authenticator app': code });
    await press(page, 'Copy and check');
    await page.getByText('Everything was copied and opened').waitFor();
    await another.seen('restore-decide');
    await press(page, 'Make this the vault of the laptop');
    await heading(page, 'The vault is restored').waitFor();
    await another.seen('restore-finished');
    await press(page, 'Go to the sign-in');
    await signIn(another, 'officer');
    expect(another.problems()).toEqual([]);
  });

  test('put it into another with the two sheets alone, which then set new passwords', async () => {
    third = await open('third');
    const { page } = third;
    await press(page, 'Restore from a backup instead');
    third.shell.folders.push(drive);
    await press(page, 'Choose the backup');
    await page.getByRole('checkbox', { name: /^Both passwords are lost/u }).check();
    const [first, second] = desk.known.filter(({ what }) => what === 'a recovery half').map(({ bytes }) => bytes);
    const halves = [first, second].map((bytes) => Buffer.from(bytes ?? []).toString());
    await fillIn(page, { 'Code on the one sheet': halves[0] ?? '', 'Code on the other sheet': halves[0] ?? '' });
    await press(page, 'Copy and check');
    await page.getByRole('alert').filter({ hasText: 'one of each sheet is needed' }).waitFor();
    await third.seen('restore-with-halves');
    await fillIn(page, { 'Code on the other sheet': halves[1] ?? '' });
    await press(page, 'Copy and check');
    await page.getByText('Everything was copied and opened').waitFor();
    await press(page, 'Make this the vault of the laptop');
    await heading(page, 'The vault is restored').waitFor();
    await press(page, 'Choose new passwords');
    await heading(page, 'The two recovery sheets').waitFor();
    await press(page, 'Continue'); // the two codes stand there still
    await page.getByRole('heading', { name: 'Safer Neighbourhoods Manager', level: 1 }).waitFor();
    expect(third.problems()).toEqual([]);
  });

  test('on screens that axe finds nothing on', () => {
    expect(findings).toEqual([]);
  });
});
