import type { Desk } from './desk.ts';
import { fillIn, goTo, handOver, longWorkMs, press } from './person.ts';

async function backupTab(desk: Desk): Promise<void> {
  await goTo(desk, 'Settings');
  await desk.page.getByRole('tab', { name: 'Backup' }).click();
}

/** The manager, signed in, registers the drive that lies in the safe. */
export async function registerDrive(desk: Desk): Promise<string> {
  const { page } = desk;
  await backupTab(desk);
  await fillIn(page, {
    'Number on its label': 'B-01',
    Name: 'Blue portable drive, 4 TB',
    'Serial number': 'WX41A7',
    'Where it is kept': 'Safe, first floor',
  });
  await press(page, 'Register');
  await page.getByText('Backup drive B-01 is registered. The officer can back up onto it now.').waitFor();
  await handOver(desk, 'officer');
  return 'Backup drive B-01, kept in the safe.';
}

/** The officer, signed in, connects the drive; what was disposed of since the last time reaches it first. */
export async function backUp(desk: Desk, drive: string, picture: string): Promise<string> {
  const { page } = desk;
  await backupTab(desk);
  desk.shell.folders.push(drive);
  await press(page, /^Back up now/u);
  await page.getByText('Finished and checked').waitFor({ timeout: longWorkMs });
  await page.getByText('Backed up and read back').waitFor();
  await desk.seen(picture);
  return 'Everything sealed is on B-01 and was read back from it.';
}
