import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { type App, type AppConfig, createApp } from '../../src/main/app.ts';
import type { DiscDrive } from '../../src/main/court/disc-drive.ts';
import type { Clock } from '../../src/main/platform/clock.ts';
import type { Laptop } from '../../src/main/platform/laptop.ts';
import { londonWallClock } from '../../src/main/time.ts';
import type { CommandName, EventMessage, Input, Output } from '../../src/shared/contract.ts';
import type { Failure } from '../../src/shared/failure.ts';
import type { JobId, KeyHolder } from '../../src/shared/model.ts';
import { type ScriptedShell, scriptedShell } from '../host/scripted-shell.ts';
import { trialVolumes } from '../host/trial-volumes.ts';

/** A clock that stands still until it is moved, and ticks a millisecond each time it is read. */
export interface TrialClock extends Clock {
  set(instant: string): void;
  advance(milliseconds: number): void;
  /** Moves the clock as somebody does in the system's settings: no time passes. */
  step(milliseconds: number): void;
}

export function trialClock(start: string): TrialClock {
  let ms = Date.parse(start);
  let moved = 0;
  return {
    now: () => new Date(ms++).toISOString(),
    set: (instant) => void (ms = Date.parse(instant)),
    advance: (milliseconds) => void (ms += milliseconds),
    step(milliseconds) {
      ms += milliseconds;
      moved += milliseconds;
    },
    elapsedMs: () => ms - moved,
  };
}

/** The value, which must be there. */
export function need<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('something that must be there is missing');
  return value;
}

export const accounts = {
  manager: { name: 'Morag Whitfield', username: 'morag', initials: 'MW', password: 'three copper kettles' },
  officer: { name: 'Alan Sutcliffe', username: 'alan', initials: 'AS', password: 'winter garden spade' },
} as const;

/** The real application on real files, driven through its commands alone. */
export interface TrialApp {
  readonly app: App;
  readonly folder: string;
  readonly clock: TrialClock;
  readonly shell: ScriptedShell;
  readonly events: EventMessage[];
  /** Every bug reported so far: an expected refusal is none. */
  readonly bugs: readonly unknown[];
  ok<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>>;
  refused(name: string, input: unknown): Promise<Failure>;
  setUp(): Promise<Output<'setup.finish'>>;
  /** For a set-up done step by step: what the two authenticator apps hold. */
  useSecrets(held: Readonly<Record<KeyHolder, string>>): void;
  /** Signs in as a person at work: the first time they acknowledge the code, and the clock is confirmed where asked. */
  signIn(role: KeyHolder): Promise<void>;
  /** Signs in and leaves every question open. */
  signInOnly(role: KeyHolder): Promise<void>;
  /** Gives the time of a reference clock, which is what the laptop shows unless said otherwise. */
  confirmClock(reference?: string): Promise<Output<'clock.confirm'>>;
  /** The person's second factor, as their authenticator app holds it. */
  secretOf(role: KeyHolder): string;
  /** The code the app shows now; the clock first moves on a step, since a code can be used once. */
  code(role: KeyHolder): string;
  signOut(): Promise<void>;
  /** Waits for a job's end; answers how it ended. */
  ended(jobId: JobId): Promise<Output<'jobs.list'>[number]>;
  /** Stops the application as it is and starts it again on the same folder. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

/** The laptop as it is meant to be. */
const secureLaptop: Laptop = { diskEncryption: async () => 'encrypted', waysOut: async () => [] };

export interface TrialOptions {
  readonly laptop?: Laptop;
  readonly start?: string;
  readonly discDrives?: () => Promise<readonly DiscDrive[]>;
  readonly bundlePagePath?: string;
  readonly volumes?: AppConfig['volumes'];
  readonly training?: boolean;
  readonly verifyAfterMs?: number;
  readonly folder?: string;
  readonly totp?: Partial<Record<KeyHolder, string>>;
}

export async function trialApp(options: TrialOptions = {}): Promise<TrialApp> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'evidence-')));
  const clock = trialClock(options.start ?? '2026-10-06T09:00:00.000Z');
  const shell = scriptedShell();
  const events: EventMessage[] = [];
  const bugs: unknown[] = [];
  const secrets: Partial<Record<KeyHolder, string>> = { ...options.totp };
  const start = async (): Promise<App> => {
    const { bundlePagePath, discDrives, volumes, verifyAfterMs } = options;
    const uiFolder = join(folder, 'no-screens');
    const app = await createApp(
      {
        dataFolder: folder,
        uiFolder,
        clock,
        onBug: (_name, error) => void bugs.push(error),
        laptop: options.laptop ?? secureLaptop,
        discDrives: discDrives ?? (async () => []),
        volumes: volumes ?? trialVolumes,
        training: options.training ?? false,
        ...(bundlePagePath === undefined ? {} : { bundlePagePath }),
        ...(verifyAfterMs === undefined ? {} : { verifyAfterMs }),
      },
      shell,
    );
    app.subscribe((event) => void events.push(event));
    return app;
  };
  let app = await start();

  const secretOf = (role: KeyHolder): string => {
    const secret = secrets[role];
    if (secret === undefined) throw new Error(`no second factor for the ${role} yet`);
    return secret;
  };
  const code = (role: KeyHolder): string => {
    clock.advance(31_000);
    return new TOTP({ secret: Secret.fromBase32(secretOf(role)), digits: 6, period: 30 }).generate({
      timestamp: Date.parse(clock.now()),
    });
  };
  const ok: TrialApp['ok'] = async (name, input) => {
    const reply = await app.invoke(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.failure)}`, { cause: bugs.at(-1) });
    return reply.value as never;
  };

  const signInOnly = async (role: KeyHolder): Promise<void> => {
    const { username, password } = accounts[role];
    await ok('session.signIn', { username, password, code: code(role) });
  };
  const confirmClock: TrialApp['confirmClock'] = async (reference) => {
    const { shown } = await ok('clock.read', {});
    return ok('clock.confirm', {
      reference: reference ?? londonWallClock(shown),
      source: 'speaking-clock',
      seenBy: accounts.officer.name,
    });
  };

  return {
    get app() {
      return app;
    },
    folder,
    clock,
    shell,
    events,
    bugs,
    ok,
    secretOf,
    code,
    async refused(name, input) {
      const reply = await app.invoke(name, input);
      if (reply.ok) throw new Error(`${name} was not refused: ${JSON.stringify(reply.value)}`);
      return reply.failure;
    },
    useSecrets: (held) => void Object.assign(secrets, held),
    async setUp() {
      const { enrolmentId, enrolments } = await ok('setup.begin', {
        controller: {
          name: 'Stockport Homes Group',
          address: 'Cornerstone, 2 Edward Street, Stockport, SK1 3NQ',
          assuranceMailbox: 'assurance@stockporthomes.org',
        },
        manager: accounts.manager,
        officer: { ...accounts.officer, siaLicenceNumber: '1012-3456-7890-1234', siaLicenceExpires: '2028-03-31' },
      });
      for (const { role, secret } of enrolments) secrets[role] = secret;
      return ok('setup.finish', { enrolmentId, managerCode: code('manager'), officerCode: code('officer') });
    },
    signInOnly,
    confirmClock,
    async signIn(role) {
      await signInOnly(role);
      const { mustAcknowledge } = await ok('app.state', {});
      if (mustAcknowledge !== null) await ok('code.acknowledge', { version: mustAcknowledge });
      if ((await ok('clock.read', {})).open.length > 0) await confirmClock();
    },
    async signOut() {
      await ok('session.signOut', { why: 'signed-out' });
    },
    async ended(jobId) {
      for (;;) {
        const job = (await ok('jobs.list', {})).find(({ id }) => id === jobId);
        if (job !== undefined && job.state !== 'running' && job.state !== 'queued') return job;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    async restart() {
      await app.close();
      app = await start();
    },
    async remove() {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
