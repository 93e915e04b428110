import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandName, Input, Output } from '../../src/shared/contract.ts';
import type { Desk } from '../demo/desk.ts';
import { ffmpeg } from '../fixtures/ffmpeg.ts';

/** Twenty seconds of each of three cameras of one recorder; the second begins five seconds later, the third ends first. */
const cameras = [
  { from: '211000', seconds: 20 },
  { from: '211005', seconds: 20 },
  { from: '211000', seconds: 10 },
] as const;
/** Pictures a second. */
export const rate = 10;

/** What the core answers the person who is signed in. */
export async function ask<N extends CommandName>(desk: Desk, name: N, input: Input<N>): Promise<Output<N>> {
  const reply = await desk.app.invoke(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.failure.message}`);
  return reply.value as Output<N>;
}

/** Films twenty seconds of three cameras and takes them into the vault, as the officer who is signed in. */
export async function takeThreeCameras(desk: Desk, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const film = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '10', '-threads', '1'];
  for (const [index, { from, seconds }] of cameras.entries()) {
    const source = `testsrc2=size=640x${360 + 8 * index}:rate=${rate}:duration=${seconds}`;
    const name = `NVR_ch${index + 1}_main_20261005${from}_20261005${Number(from) + seconds}.mp4`;
    await ffmpeg('-f', 'lavfi', '-i', source, ...film, '-movflags', '+faststart', join(folder, name));
  }
  await takeCameras(desk, folder, { from: '2026-10-05T21:00:00', to: '2026-10-05T21:40:00' });
}

/** Takes a recorder's export into the vault, in a case of its own, and waits until all of it is examined. */
export async function takeCameras(desk: Desk, folder: string, period: { from: string; to: string }): Promise<void> {
  const { id: caseId } = await ask(desk, 'cases.open', { reactRef: 'ASB/2026/0500', title: 'Damage, Mercian Way' });
  const { id: incidentId } = await ask(desk, 'cases.reportIncident', {
    ...{ caseId, system: 'idcam', occurredAt: '2026-10-05T21:10:00', place: 'Mercian Way' },
    description: 'The window of the office was broken.',
  });
  const stick = await ask(desk, 'sticks.register', { number: 'S-08', serial: 'KINGSTON-0A1C', encrypted: true });
  desk.shell.folders.push(folder);
  const survey = await ask(desk, 'retrievals.survey', {
    stickId: stick.id,
    portal: { name: 'IDCAM portal', login: 'a.sutcliffe', downloadedAt: '2026-10-06T09:40:00' },
  });
  const { jobId } = await ask(desk, 'retrievals.start', {
    ...{ surveyId: survey.id, caseId, incidentId, kitSerial: 'IDCAM-01', place: 'Mercian Way' },
    period,
    timeCheck: {
      systemTime: '2026-10-06T10:03:12',
      referenceTime: '2026-10-06T10:00:00',
      source: 'speaking-clock',
      seenBy: 'Alan Sutcliffe',
    },
    reason: 'Incident of 5 October.',
    withoutList: 'The portal gave none.',
    withoutPia: 'Taken for a test of the viewing room.',
  });
  for (;;) {
    const jobs = await ask(desk, 'jobs.list', {});
    if (jobs.every(({ state }) => state !== 'queued' && state !== 'running')) {
      const job = jobs.find(({ id }) => id === jobId);
      if (job?.state !== 'done') throw new Error(`the retrieval ended ${job?.state}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
