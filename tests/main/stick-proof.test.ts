import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { volumeNumbers, volumeOf } from '../../src/main/platform/volume.ts';
import { openCase } from './officer-steps.ts';
import { type TrialApp, trialApp } from './trial-app.ts';

// What the drive says stands in for a real stick here; the rest is the application.

describe('the folder of a registered stick', () => {
  let work: string;
  let trial: TrialApp;
  let serial: string | null;
  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'stick-proof-'));
    const volumes = async (folder: string) => ({ ...(await volumeOf(folder)), serial, volumeId: '6B47-DC5F' });
    trial = await trialApp({ volumes });
    await trial.setUp();
    await trial.signIn('officer');
    await mkdir(join(work, 'EXPORT'));
    await writeFile(join(work, 'EXPORT', 'note.txt'), 'an export');
  });
  afterEach(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('is taken from the stick with the registered serial number alone, and the ledger says what was read', async () => {
    const opened = await openCase(trial);
    serial = 'ANOTHER-STICK-1';
    trial.shell.folders.push(join(work, 'EXPORT'));
    expect(await trial.refused('retrievals.survey', { stickId: opened.stickId })).toMatchObject({
      ...{ code: 'clause', clause: '3.8', message: expect.stringContaining('ANOTHER-STICK-1') },
    });
    serial = 'kingston 0a1b'; // as another system writes it
    trial.shell.folders.push(join(work, 'EXPORT'));
    const survey = await trial.ok('retrievals.survey', { stickId: opened.stickId });
    expect(survey.sourceIdentity).toContain('own serial number was read');
    expect(survey.sourceIdentity).toContain('6B47-DC5F');
    const { rows } = await trial.ok('ledger.search', { action: 'retrievals.survey' });
    expect(rows[0]?.details).toContain('own serial number was read');
  });
});

test.each([
  [
    { VolumeSerialNumber: '6B47DC5F', SerialNumber: ' IDCAM0001 ' },
    { volumeId: '6B47DC5F', serial: 'IDCAM0001' },
  ],
  [
    { VolumeSerialNumber: null, SerialNumber: null },
    { volumeId: null, serial: null },
  ],
  [undefined, { volumeId: null, serial: null }],
  [[1, 2], { volumeId: null, serial: null }],
])('Windows’ answer %j about a drive is read', (answer, told) => {
  expect(volumeNumbers(answer)).toEqual(told);
});
