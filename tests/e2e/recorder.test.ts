import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CameraSystem } from '../../src/shared/model.ts';
import { type Desk, openDesk } from '../demo/desk.ts';
import {
  choose,
  field,
  fillIn,
  goTo,
  handOver,
  heading,
  longWorkMs,
  press,
  print,
  row,
  signIn,
  typeClock,
} from '../demo/person.ts';
import { setUp } from '../demo/steps-setup.ts';
import { people, story } from '../demo/story.ts';
import { type Lighttpd, recorderLogin, startLighttpd } from '../fixtures/lighttpd.ts';
import { type Recorder, startRecorder } from '../fixtures/recorder.ts';
import type { Held, Traits } from '../fixtures/recorder-traits.ts';
import { portalUsers, startZoneMinder, whyNoZoneMinder, type ZoneMinder } from '../fixtures/zoneminder.ts';
import { heldFilms } from '../main/recorder-steps.ts';
import { need } from '../main/trial-app.ts';
import { axeFindings } from './axe-findings.ts';
import { ask } from './three-cameras.ts';

// All three camera systems retrieved through the real screens in Chromium, each from its peer: Standard 4G by ISAPI and
// IC-POD by Dahua's CGI behind Debian's lighttpd, IDCAM Pro from ZoneMinder. Loopback stands in for the VPN, whose own
// test is tests/main/vpn-retrieval.test.ts. The sticks are walked in journey.test.ts and portal.test.ts.

const whyNot = existsSync('/usr/sbin/lighttpd') ? whyNoZoneMinder() : 'lighttpd is not installed';
const places: Readonly<Record<CameraSystem, string>> = {
  'standard-4g': 'Edward Street, rear car park',
  'ic-pod': 'Mercian Way, lamp post 14',
  idcam: 'Brinnington Rise, the bridge',
};
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe.skipIf(whyNot !== null)(
  `an officer at a recorder and a portal${whyNot === null ? '' : ` (skipped: ${whyNot})`}`,
  () => {
    let work: string;
    let desk: Desk;
    let films: Held[];
    let portal: ZoneMinder;
    const running: (Recorder | Lighttpd)[] = [];
    const findings: string[] = [];

    const recorder = async (traits: Traits): Promise<number> => {
      const answers = await startRecorder(traits);
      const front = await startLighttpd(answers.port, { algorithm: 'SHA-256' });
      running.push(answers, front);
      return front.port;
    };
    const settings = async (part: string): Promise<void> => {
      await goTo(desk, 'Settings');
      await desk.page.getByRole('tab', { name: part }).click();
    };
    /** From the list at the left to the step that asks where the footage is. */
    const begin = async (system: CameraSystem): Promise<void> => {
      const { page } = desk;
      await goTo(desk, 'Today'); // the wizard begins anew
      await goTo(desk, 'Get footage');
      await choose(page, 'Case', { index: 1 });
      await page.getByRole('radio', { name: places[system] }).check();
      await press(page, 'Next: where it is');
    };
    /** What stands between the connection and the search: the two clocks, read out at the same moment. */
    const timeCheck = async (): Promise<void> => {
      const { page } = desk;
      await press(page, 'Next: time check');
      await page.getByRole('button', { name: /^They agree: use/u }).click();
      await choose(page, 'Reference', 'speaking clock (123)');
      await press(page, 'Next: what there is');
    };
    const search = async (button: string, until: string): Promise<void> => {
      const { page } = desk;
      await typeClock(page, 'From (recorder’s clock)', '05/10/2026', '21:00:00');
      await typeClock(page, 'To (recorder’s clock)', '05/10/2026', until);
      await press(page, button);
      await page.getByRole('table', { name: 'What there is' }).waitFor({ timeout: longWorkMs });
    };
    /** To the receipt, which is printed; answers the hash of each file and what it is, as the register has it. */
    const take = async (
      name: string,
      details: Readonly<Record<string, string>> = {},
    ): Promise<(readonly [string, string | null])[]> => {
      const { page } = desk;
      await desk.seen(`recorder-${name}-found`);
      await press(page, 'Next: details');
      await fillIn(page, {
        'Reason for the retrieval': story.retrievalReason,
        'Why there is none (goes into the incident)': story.withoutPia,
        ...details,
      });
      await press(page, 'Take the footage into the vault');
      const title = heading(page, /^Retrieval \S/u);
      await title.waitFor({ timeout: longWorkMs });
      await page.getByText('Complete: every file sealed and read back').waitFor({ timeout: longWorkMs });
      await print(desk, page.getByRole('button', { name: 'Print the receipt' }));
      await desk.seen(`recorder-${name}-receipt`);
      const number = ((await title.textContent()) ?? '').replace('Retrieval ', '');
      const [retrieval] = (await ask(desk, 'retrievals.list', {})).filter((it) => it.number === number);
      const { files } = await ask(desk, 'retrievals.read', { retrievalId: need(retrieval).id });
      return files.map((file) => [file.role, file.sha256] as const);
    };

    beforeAll(async () => {
      work = await mkdtemp(join(tmpdir(), 'recorder-desk-'));
      films = await heldFilms(join(work, 'films'));
      portal = await startZoneMinder();
      desk = await openDesk({
        dataFolder: join(work, 'data'),
        discPath: join(work, 'disc.iso'),
        onScreen: async (page, name) => {
          if (name.startsWith('recorder-')) findings.push(...(await axeFindings(page, name)));
        },
      });
      await setUp(desk);
      await signIn(desk, 'officer');
      const { id: caseId } = await ask(desk, 'cases.open', { reactRef: story.reactRef, title: story.caseTitle });
      for (const [system, place] of Object.entries(places) as [CameraSystem, string][])
        await ask(desk, 'cases.reportIncident', {
          ...{ caseId, system, occurredAt: '2026-10-05T21:15:00', place, description: story.happened },
        });
    });
    afterAll(async () => {
      await desk?.close();
      for (const it of running) await ('stop' in it ? it.stop() : it.close());
      await portal?.stop();
      await rm(work, { recursive: true, force: true });
    });

    test('has the recorders registered and the portal switched on by the manager', async () => {
      const { page } = desk;
      const dahua = { firstCamera: 1 as const, cameras: 2 };
      const named = films.map((it, at) => ({
        ...it,
        name: `/mnt/dvr/2026-10-05/${it.camera}/dav/21/${at}[R][0@0][0].dav`,
      }));
      const ports = {
        'SITE-4G': await recorder({ held: films, cameras: 2 }),
        'SITE-POD': await recorder({ held: named, ...dahua }),
      };
      await settings('Portals');
      await fillIn(page, {
        ...{ 'Number or name of the portal': 'PORTAL-1', 'Its address': '127.0.0.1', 'Interface of this laptop': 'lo' },
        'SHA-256 fingerprint of its certificate': portal.certificate,
        Port: String(portal.port),
      });
      desk.shell.files.push(['docs/portal-profiles/zoneminder-1.36.json']);
      await press(page, 'Choose its profile and register');
      await page.getByText('It stays off until the manager has judged it', { exact: false }).waitFor();
      await handOver(desk, 'manager');
      await settings('Portals');
      await page.getByRole('button', { name: 'Judge PORTAL-1' }).click();
      await fillIn(page, { Reasons: 'The bridge has no stick.', 'Your password': people.manager.password });
      await press(page, 'Switch it on');
      await row(page, 'PORTAL-1').getByText('Switched on').waitFor();
      await settings('Recorders');
      for (const [number, port] of Object.entries(ports)) {
        await fillIn(page, {
          ...{ 'Number of the site': number, 'IP address on the VPN': '127.0.0.1', Port: String(port) },
          ...{ 'Interface of the VPN': 'lo', 'User name on the recorder': recorderLogin.username },
          'Password on the recorder': recorderLogin.password,
        });
        await choose(page, 'Camera system', number === 'SITE-4G' ? 'Standard 4G' : 'IC-POD');
        await press(page, 'Register');
        const dialog = page.getByRole('dialog');
        await field(dialog, 'Your password').fill(people.manager.password);
        await press(dialog, 'Save');
        await page.getByText(`${number} is saved.`).waitFor();
      }
      await desk.seen('recorder-register');
      expect(await page.getByRole('table', { name: 'Recorders on the VPN' }).getByRole('row').count()).toBe(3);
      await handOver(desk, 'officer');
    });

    test.each([
      ['standard-4g', 'SITE-4G', 'DS-2CD2185FWD-I', 'ISAPI (Hikvision)'],
      ['ic-pod', 'SITE-POD', 'DHI-XVR5108HS', 'Dahua'],
    ] as const)('takes the footage of a %s over the VPN, byte for byte', async (system, site, model, protocol) => {
      const { page } = desk;
      await begin(system);
      await page.getByRole('radio', { name: 'On the recorder, over the VPN' }).check();
      const list = field(page, 'Registered recorder');
      await list.selectOption({ label: `${site}, 127.0.0.1` });
      await press(page, 'Connect');
      await page.getByText(model, { exact: false }).first().waitFor();
      await page.getByText(protocol, { exact: false }).first().waitFor();
      await desk.seen(`recorder-${system}-connected`);
      await timeCheck();
      await search('Search the recorder', '21:40:00');
      const expected = new Set(films.map(({ bytes }) => sha256(bytes)));
      const files = await take(system);
      expect(files.map(([role]) => role)).toEqual(['footage', 'footage', 'footage']);
      expect(new Set(files.map(([, hash]) => hash))).toEqual(expected);
    });

    test('takes three cameras of an IDCAM Pro from its portal with their own login, and ends the session', async () => {
      const { page } = desk;
      await begin('idcam');
      await page.getByRole('radio', { name: 'On the portal itself' }).check();
      await choose(page, 'Portal', 'PORTAL-1, 127.0.0.1');
      await fillIn(page, {
        'Your own login on the portal': portalUsers.cso.username,
        'Its password': portalUsers.cso.password,
      });
      await press(page, 'Log in');
      await page.getByText('with the login cso', { exact: false }).waitFor();
      await desk.seen('recorder-idcam-connected');
      await timeCheck();
      await search('Search the portal', '21:30:00');
      await page.getByRole('img', { name: /^All at once/u }).waitFor();
      const files = await take('idcam', { 'Serial number of the recorder': 'BRIDGE-3' });
      expect(files.slice(0, 3)).toEqual(portal.films.map(({ bytes }) => ['footage', sha256(bytes)]));
      expect(files.slice(3).map(([role]) => role)).toEqual(['access-record']);
      await page.getByText('the portal refused it when it was asked once more', { exact: false }).first().waitFor();
    });

    test('meets nothing that axe finds fault with, and no error in the window', () => {
      expect(findings).toEqual([]);
      expect(desk.problems()).toEqual([]);
    });
  },
);
