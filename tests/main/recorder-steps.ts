import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Input, Output } from '../../src/shared/contract.ts';
import type { SiteId } from '../../src/shared/model.ts';
import { recorderLogin } from '../fixtures/lighttpd.ts';
import type { Held } from '../fixtures/recorder-traits.ts';
import type { OpenedCase } from './officer-steps.ts';
import { smallExport } from './officer-steps.ts';
import { accounts, type TrialApp } from './trial-app.ts';

const askedPeriod = { from: '2026-10-05T21:00:00', to: '2026-10-05T21:40:00' } as const;

/** Three real films as a recorder holds them: two of camera 1, one of camera 2. */
export async function heldFilms(folder: string): Promise<Held[]> {
  await smallExport(folder);
  const film = (camera: number, ending: string) =>
    readFile(join(folder, `NVR_ch${camera}_main_20261005211000_20261005211002.${ending}`));
  const held = (camera: number, minutes: string, bytes: Buffer): Held => ({
    ...{ camera, bytes, name: `ch0${camera}_${minutes}` },
    ...{ from: `2026-10-05T21:${minutes}:00`, to: `2026-10-05T21:${Number(minutes) + 10}:00` },
  });
  return [held(1, '00', await film(1, 'mp4')), held(1, '10', await film(2, 'mp4')), held(2, '10', await film(3, 'ts'))];
}

export const siteAt = (port: number, changes: { vpnInterface?: string; address?: string } = {}) => ({
  ...{ number: 'SITE-02', system: 'ic-pod' as const, protocol: 'find-out' as const, address: '127.0.0.1', port },
  ...{ secure: false, certificate: null, vpnInterface: 'lo', username: recorderLogin.username },
  ...{ login: 'password' as const, folder: null, pattern: null },
  ...changes,
});

/** The manager registers a site; the officer is signed in afterwards. */
export async function registerSite(
  trial: TrialApp,
  profile: ReturnType<typeof siteAt>,
  devicePassword: string = recorderLogin.password,
): Promise<SiteId> {
  await trial.signIn('manager');
  const { id } = await trial.ok('sites.register', {
    profile,
    devicePassword,
    deviceKey: null,
    password: accounts.manager.password,
  });
  await trial.signOut();
  await trial.signIn('officer');
  return id;
}

/** Connects and asks the recorder for the period. */
export async function searchRecorder(
  trial: TrialApp,
  siteId: SiteId,
): Promise<{ connection: Output<'retrievals.connect'>; survey: Output<'retrievals.search'> }> {
  const connection = await trial.ok('retrievals.connect', { siteId });
  const survey = await trial.ok('retrievals.search', { connectionId: connection.id, period: askedPeriod, cameras: [] });
  return { connection, survey };
}

type Found = Awaited<ReturnType<typeof searchRecorder>>;

export const startFrom = (trial: TrialApp, opened: OpenedCase, found: Found): Promise<Output<'retrievals.start'>> =>
  trial.ok('retrievals.start', startOf(opened, found));

/** What is asked for when everything that was found is to be taken. */
export const startOf = (
  { caseId, incidentId }: OpenedCase,
  { connection, survey }: Found,
): Input<'retrievals.start'> => ({
  ...{ surveyId: survey.id, caseId, incidentId, period: askedPeriod, place: 'Lamp post 14, Edward Street' },
  kitSerial: connection.identity.serial ?? 'not stated',
  reason: 'Incident of 5 October.',
  timeCheck: {
    systemTime: connection.clock?.systemTime ?? '2026-10-06T10:00:00',
    referenceTime: '2026-10-06T10:00:00',
    source: 'speaking-clock',
    seenBy: 'Alan Sutcliffe',
  },
});
