import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../demo/desk.ts';
import { signIn } from '../demo/person.ts';
import { setUp } from '../demo/steps-setup.ts';
import { assessment, installation, leave, storeroom } from '../demo/steps-scheme.ts';
import { story } from '../demo/story.ts';
import { axeFindings } from './axe-findings.ts';

// A camera from the request to its place on the wall, through the real screens in Chromium.

describe('an officer and a manager put a camera up at the screen', () => {
  let desk: Desk;
  let folder: string;
  const screens: string[] = [];
  const findings: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scheme-'));
    desk = await openDesk({
      dataFolder: join(folder, 'data'),
      discPath: join(folder, 'disc.iso'),
      onScreen: async (page, name) => {
        if (!name.startsWith('scheme-')) return;
        screens.push(name);
        findings.push(...(await axeFindings(page, name)));
      },
    });
    await setUp(desk);
    await signIn(desk, 'officer');
    await desk.app.invoke('cases.open', { reactRef: story.reactRef, title: story.caseTitle });
  });
  afterAll(async () => {
    await desk.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('register, test and check a kit, and a contractor', async () => {
    expect(await storeroom(desk)).toContain('LAC-004');
  });

  test('ask for a camera and write its PIA, with a letter to the neighbours', async () => {
    expect(await assessment(desk)).toContain('Consultation letter to The occupier, PIA-0001');
  });

  test('have it approved in the inbox', async () => {
    expect(await leave(desk)).toContain('approved');
  });

  test('survey, book, issue and install, and are told what is missing on the way', async () => {
    expect(await installation(desk)).toContain('DEP-0001 installed');
  });

  test('meet nothing that axe finds fault with, and no error in the window', () => {
    expect(screens.length).toBeGreaterThan(15);
    expect(findings).toEqual([]);
    expect(desk.problems()).toEqual([]);
  });
});
