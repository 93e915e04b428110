import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCredentials } from '../../../src/main/people/credentials-service.ts';
import { trialClock } from '../trial-app.ts';

test('failures of a clock that ran ahead make people wait once, not until that time has come', async () => {
  const vaultFolder = await mkdtemp(join(tmpdir(), 'wait-'));
  onTestFinished(() => rm(vaultFolder, { recursive: true, force: true }));
  const clock = trialClock('2027-11-01T09:00:00.000Z');
  const credentials = () => createCredentials({ vaultFolder, clock }); // as after a restart
  for (let failure = 0; failure < 6; failure += 1) await credentials().countFailure('alan');
  clock.set('2026-11-01T09:00:00.000Z');
  await expect(credentials().refuseWhileWaiting()).rejects.toMatchObject({ code: 'unavailable' });
  clock.advance(10_000);
  await expect(credentials().refuseWhileWaiting()).rejects.toMatchObject({ code: 'unavailable' });
  clock.advance(120_000);
  await credentials().refuseWhileWaiting();
});
