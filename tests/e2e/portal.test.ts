import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../demo/desk.ts';
import { choose, fillIn, goTo, handOver, heading, press, row, signIn, typeClock } from '../demo/person.ts';
import { setUp } from '../demo/steps-setup.ts';
import { people, story } from '../demo/story.ts';
import { ffmpeg } from '../fixtures/ffmpeg.ts';
import { axeFindings } from './axe-findings.ts';

// Footage of an IDCAM Pro through the real screens: a download from its portal on a stick, and the portal that the
// manager judges. The portal itself is asked in tests/drivers/zoneminder.test.ts.

describe('an officer and a manager with the portal of an IDCAM Pro', () => {
  let desk: Desk;
  let folder: string;
  const findings: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portal-desk-'));
    await download(join(folder, 'DOWNLOAD'));
    desk = await openDesk({
      dataFolder: join(folder, 'data'),
      discPath: join(folder, 'disc.iso'),
      onScreen: async (page, name) => {
        if (name.startsWith('portal-')) findings.push(...(await axeFindings(page, name)));
      },
    });
    await setUp(desk);
    await signIn(desk, 'officer');
    const opened = await desk.app.invoke('cases.open', { reactRef: story.reactRef, title: story.caseTitle });
    if (!opened.ok) throw new Error(opened.failure.message);
    const { id: caseId } = opened.value as { id: string };
    const incident = { caseId, system: 'idcam', occurredAt: '2026-10-05T21:15:00', place: story.place };
    await desk.app.invoke('cases.reportIncident', { ...incident, description: story.happened });
    await desk.app.invoke('sticks.register', { number: 'S-07', serial: 'KINGSTON-0A1B', encrypted: true });
  });
  afterAll(async () => {
    await desk.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('take three cameras of one bridge off a stick as one retrieval', async () => {
    const { page } = desk;
    await goTo(desk, 'Today');
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Get footage/u })
      .click();
    await press(page, 'Next: where it is');
    await fillIn(page, { Portal: 'IDCAM portal', 'Login it was downloaded with': 'a.sutcliffe' });
    await typeClock(page, 'Downloaded at', '06/10/2026', '09:40:00');
    await choose(page, 'Registered stick', { index: 1 });
    desk.shell.folders.push(join(folder, 'DOWNLOAD'));
    await press(page, 'Choose the folder on the stick');
    await page.getByText('export.csv').waitFor();
    await desk.seen('portal-stick');
    await press(page, 'Next: time check');
    await typeClock(page, 'The recorder’s clock showed', '06/10/2026', '10:00:02');
    await typeClock(page, 'The reference showed', '06/10/2026', '10:00:00');
    await choose(page, 'Reference', 'speaking clock (123)');
    await fillIn(page, { 'Seen by': people.officer.name });
    await press(page, 'Next: what there is');
    await typeClock(page, 'From (recorder’s clock)', '05/10/2026', '21:00:00');
    await typeClock(page, 'To (recorder’s clock)', '05/10/2026', '21:40:00');
    await page.getByRole('img', { name: /^All at once, Mon 5 Oct 2026\. Recorded 21:10:00–21:20:00\./u }).waitFor();
    await desk.seen('portal-cameras');
    await press(page, 'Next: details');
    await fillIn(page, {
      'Serial number of the recorder': 'BRIDGE-3',
      'Reason for the retrieval': story.retrievalReason,
      'Why there is none (goes into the incident)': story.withoutPia,
    });
    await desk.seen('portal-details');
    await press(page, 'Take the footage into the vault');
    await page.getByText('with the login a.sutcliffe', { exact: false }).waitFor({ timeout: 90_000 });
    await page.getByText('Complete', { exact: false }).first().waitFor();
    await desk.seen('portal-outcome');
    expect(await page.getByRole('table', { name: 'Files of this retrieval' }).getByRole('row').count()).toBe(5);
  });

  test('register the portal, and have its profile judged before it may be read', async () => {
    const { page } = desk;
    const portals = async (): Promise<void> => {
      await goTo(desk, 'Settings');
      await page.getByRole('tab', { name: 'Portals' }).click();
    };
    await portals();
    await fillIn(page, {
      'Number or name of the portal': 'PORTAL-1',
      'Its address': 'portal.example.org',
      'Interface of this laptop': 'wlan0',
      'SHA-256 fingerprint of its certificate': 'AB'.repeat(32),
    });
    desk.shell.files.push(['docs/portal-profiles/zoneminder-1.36.json']);
    await press(page, 'Choose its profile and register');
    await page.getByText('It stays off until the manager has judged it', { exact: false }).waitFor();
    await desk.seen('portal-register');
    await handOver(desk, 'manager');
    await portals();
    await page.getByRole('button', { name: 'Judge PORTAL-1' }).click();
    await heading(page, 'Switch PORTAL-1 on').waitFor();
    await desk.seen('portal-judge');
    await fillIn(page, { Reasons: 'The bridge has no stick.', 'Your password': people.manager.password });
    await press(page, 'Switch it on');
    await row(page, 'PORTAL-1').getByText('Switched on').waitFor();
    expect(await row(page, 'PORTAL-1').textContent()).toContain('The bridge has no stick.');
  });

  test('meet nothing that axe finds fault with, and no error in the window', () => {
    expect(findings).toEqual([]);
    expect(desk.problems()).toEqual([]);
  });
});

/** Three cameras, one small film each, and the portal's own list. */
async function download(folder: string): Promise<void> {
  const rows = [
    ['Front gate', '05/10/2026 21:00:00', '05/10/2026 21:20:00'],
    ['Bins', '05/10/2026 21:05:00', '05/10/2026 21:30:00'],
    ['Stairs', '05/10/2026 21:10:00', '05/10/2026 21:40:00'],
  ];
  await mkdir(folder, { recursive: true });
  for (const [at, [camera = '']] of rows.entries()) {
    await mkdir(join(folder, camera));
    const film = join(folder, camera, 'clip.mp4');
    if (at > 0) await copyFile(join(folder, 'Front gate', 'clip.mp4'), film);
    else
      await ffmpeg(
        ...['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=5:duration=1', '-pix_fmt', 'yuv420p'],
        ...['-c:v', 'libx264', '-preset', 'ultrafast', '-threads', '1', film],
      );
    await writeFile(film, `camera ${at}`, { flag: 'a' }); // no two files are the same
  }
  const lines = rows.map((fields) => [`${fields[0]}/clip.mp4`, ...fields].join(','));
  await writeFile(join(folder, 'export.csv'), ['File name,Camera,Start time,End time', ...lines].join('\r\n'));
}
