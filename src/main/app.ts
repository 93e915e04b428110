import { join } from 'node:path';
import type { CommandName, Topic } from '../shared/contract.ts';
import { AppError } from '../shared/failure.ts';
import type { KeyHolder } from '../shared/model.ts';
import { type Act, createPowerlessAct } from './acts.ts';
import { createAnnouncer } from './announcer.ts';
import { createAssets, readBundlePage } from './assets.ts';
import { createRestoreService } from './backups/restore-service.ts';
import { createGateway, type Handler, type Handlers } from './gateway.ts';
import { createEarlyHandlers, type EarlyCommand } from './handlers.ts';
import type { App, AppConfig, Shell } from './host.ts';
import { createTurns } from './in-turn.ts';
export type { App, AppConfig, Shell } from './host.ts';
import { openVault } from './open-vault.ts';
import { RegistersDamaged } from './database/database-failure.ts';
import { createCredentials } from './people/credentials-service.ts';
import { createPresence } from './people/presence-service.ts';
import { createRecoveryService } from './people/recovery-service.ts';
import { createSessionService, type SignedIn } from './people/session-service.ts';
import { createSetupService, type FinishedSetup } from './people/setup-service.ts';
import { printSetupSheet } from './documents/setup-sheet.ts';
import { assetFolder } from './platform/asset-files.ts';
import { guardClock, systemClock } from './platform/clock.ts';
import { findDiscDrives } from './platform/disc-drives.ts';
import { thisLaptop } from './platform/laptop.ts';
import { createLog } from './platform/log.ts';
import { fingerprintOnce } from './platform/program-files.ts';
import { volumeOf } from './platform/volume.ts';
import { createSessionEnd } from './session-end.ts';
import { storageFailure } from './storage-failure.ts';
import { openingOnly, shellOfTraining } from './training/training-service.ts';
import { screenLabel, trainingMark } from './training/training.ts';
import type { Secret } from './vault/keys.ts';
import { createVaultHealth } from './vault-health.ts';
import { createWorkplace, type Workplace } from './workplace.ts';

const version = '0.1.0';

type Early = Pick<Handlers, EarlyCommand>;

/** Builds the application. Nothing opens before sign-in: until then there is only the vault file and the log. */
export async function createApp(config: AppConfig, given: Shell): Promise<App> {
  const isTraining = config.training === true;
  const shell = isTraining ? shellOfTraining(given) : given;
  const clock = guardClock(config.clock ?? systemClock);
  /** A second factor is a code of the hour on somebody's telephone: it is compared with what the laptop shows. */
  const shownClock = { now: clock.shown };
  const vaultFolder = join(config.dataFolder, 'vault');
  const log = createLog(join(config.dataFolder, 'log'));
  const report = (name: string, error: unknown): string => {
    config.onBug?.(name, error);
    return log.bug(name, error);
  };
  const assets = createAssets(assetFolder(config.uiFolder));
  const { subscribe, announce } = createAnnouncer((error) => void report('listener', error));
  const onChange = (topics: readonly Topic[]): void => {
    for (const topic of topics) announce({ name: 'changed', data: { topic } });
  };
  const health = createVaultHealth(vaultFolder, () => onChange(['session']));
  const fingerprint = fingerprintOnce(join(import.meta.dirname, '../..'));
  let workplace: Workplace | null = null;
  /** Behind a locked screen, while work that runs by itself is finished. */
  let resting: Workplace | null = null;
  let notice: string | null = null;
  let isSigningIn = false;
  let locks = 0;
  const { inTurn, ended: closing } = createTurns();

  const bundlePage = (): Promise<string> =>
    readBundlePage(config.bundlePagePath ?? join(config.uiFolder, '..', 'open-me-first', 'index.html'));
  const openAny = (folder: string, vaultKey: Secret) =>
    openVault({
      ...{ folder, vaultKey, clock, onChange },
      registers: {
        onSlowQuery: log.slow,
        // A backup being put back is another vault: what is wrong with it is no damage of this one.
        ...(folder === vaultFolder && { mustExist: true, onDamage: onDamagedRegisters }),
      },
    });
  const open = openingOnly(openAny, isTraining);
  const onDamagedRegisters = (found: RegistersDamaged): void => {
    health.note(found);
    closeAtOnce(found.message);
  };
  const closeAtOnce = (why: string): void => void close(why).catch((error: unknown) => report('lock', error));
  const credentials = createCredentials({ vaultFolder, clock: shownClock });
  const onGuessing = (): void => closeAtOnce('A password was wrong five times. Sign in to go on.');
  const presence = createPresence({ vaultFolder, credentials, onGuessing });
  const session = createSessionService({ vaultFolder, clock: shownClock, credentials, open });
  const printSheet = (made: FinishedSetup, role: KeyHolder): Promise<boolean> =>
    printSetupSheet(shell, made, role, isTraining ? trainingMark : null);
  const setup = createSetupService({ vaultFolder, clock: shownClock, open: openAny, printSheet, isTraining });
  const recovery = createRecoveryService({ vaultFolder, clock: shownClock, credentials, open, printSheet });

  const restore = createRestoreService({
    ...{ vaultFolder, clock, shell, open, announce },
    onRestored: () => onChange(['session']),
  });

  const clearScreen = (why: string): Workplace | null => {
    const leaving = workplace;
    workplace = null;
    sessionEnd.set(null);
    recovery.forget();
    notice = why;
    locks += 1;
    return leaving;
  };

  /** Ends everything and wipes the keys: sign-out, sleep, end of the application. */
  const close = async (why: string): Promise<void> => {
    const leaving = clearScreen(why);
    try {
      await inTurn(async () => {
        const behind = resting;
        resting = null;
        await leaving?.close(why);
        await behind?.close(why);
      });
    } finally {
      onChange(['session']);
    }
  };

  /** Nobody can see or do anything; work that runs by itself is finished first, then the vault is closed too. */
  const lock = async (why: string): Promise<void> => {
    const leaving = clearScreen(why);
    await inTurn(async () => {
      if (leaving === null) return;
      if (!leaving.isBusy()) return leaving.close(why);
      resting = leaving;
      void leaving
        .whenIdle()
        .then(() => inTurn(async () => closeIfResting(leaving, why)).catch((error: unknown) => report('lock', error)));
      await leaving.leave(why);
    });
    onChange(['session']);
  };

  const closeIfResting = async (place: Workplace, why: string): Promise<void> => {
    if (resting !== place) return;
    resting = null;
    await place.close(why);
  };

  const sessionEnd = createSessionEnd({
    clock,
    report,
    async end() {
      workplace
        ?.act('session.signOut')
        .change(['session'], (tx) => tx.enter('session', { why: 'the audit has ended' }));
      await lock('The audit has ended, and the auditor’s account with it.');
    },
  });

  /** The workplace for a person who has just proved who they are: the one that rests behind the lock, or a new one. */
  const placeFor = async ({ vault, person }: SignedIn): Promise<Workplace> => {
    if (resting !== null) {
      const taken = resting;
      resting = null;
      vault.close();
      await taken.handTo(person);
      return taken;
    }
    try {
      return await createWorkplace({
        ...{ vault, person, clock, shell, announce, report, bundlePage },
        ...{ presence, credentials, printSheet, isTraining },
        discDrives: config.discDrives ?? findDiscDrives,
        volumes: config.volumes ?? volumeOf,
        laptop: config.laptop ?? thisLaptop,
        programFingerprint: fingerprint,
        verifyAfterMs: config.verifyAfterMs ?? 60_000,
        software: { name: 'Lend-A-Cam Evidence', version },
      });
    } catch (error) {
      vault.close();
      throw error;
    }
  };

  const signIn: Early['session.signIn'] = async (input, act) => {
    if (isSigningIn) throw new AppError('conflict', 'A sign-in is already running.');
    isSigningIn = true;
    const locksBefore = locks;
    try {
      // Work of the last sign-in may still be ending: put right beside it, it would be taken for what a crash left.
      await closing();
      await health.read();
      // Nobody is signed in: the last entry, and the telephone's code, are what the clock is compared with.
      if (resting === null) clock.accept();
      const signedIn = await session.signIn(input, act);
      const opened = await placeFor(signedIn);
      // Threat: the lid is closed during a sign-in, and whoever opens it finds the laptop unlocked.
      if (locks !== locksBefore) {
        await opened.close('The screen was locked during the sign-in.');
        throw new AppError('signed-out', 'The screen was locked during the sign-in. Sign in again.');
      }
      workplace = opened;
      sessionEnd.set(signedIn.endsAt);
      setup.forget();
      recovery.forget();
      void restore.clear().catch((error: unknown) => report('restore', error));
      notice = null;
      onChange(['session']);
      return signedIn.person;
    } catch (thrown) {
      const error = storageFailure(thrown); // a page of the registers that only the wiring reads
      health.note(error);
      throw error;
    } finally {
      isSigningIn = false;
    }
  };

  const standing = async (): ReturnType<typeof health.read> => {
    const found = workplace === null ? await health.read() : { phase: 'signed-in' as const, notice };
    return { ...found, notice: found.notice ?? notice };
  };

  const early: Early = {
    'app.state': async () => ({
      ...(await standing()),
      person: workplace?.person() ?? null,
      hostLabel: screenLabel(config.hostLabel, isTraining),
      training: isTraining,
      version,
      idleLockMinutes: workplace?.idleLockMinutes() ?? 5,
      mustAcknowledge: workplace?.mustAcknowledge() ?? null,
      now: clock.now(),
    }),
    ...createEarlyHandlers({ setup, recovery }),
    ...restore.handlers,
    'session.signIn': signIn,
    'session.tryAgain': () => health.forget(),
    'session.signOut': async ({ why }, act) => {
      try {
        act.change(['session'], (tx) => tx.enter('session', { why }));
      } finally {
        // Also on a disk that takes no entry any more.
        await (why === 'signed-out' ? close('You have signed out.') : lock('The screen was locked. Sign in to go on.'));
      }
      return null;
    },
  };

  /** A command that was under way when the screen was locked finds the vault closed: that is no bug. */
  const untilLocked =
    <N extends CommandName>(handler: Handler<N>): Handler<N> =>
    async (input, act) => {
      const locksBefore = locks;
      try {
        return await handler(input, act);
      } catch (thrown) {
        const cause = storageFailure(thrown);
        if (cause instanceof RegistersDamaged && locks === locksBefore) onDamagedRegisters(cause);
        if (cause instanceof AppError || locks === locksBefore) throw cause;
        throw new AppError(
          'signed-out',
          'The screen was locked before this was finished. Sign in and look whether it was done.',
          { cause },
        );
      }
    };

  const resolve = <N extends CommandName>(name: N): { handler: Handler<N>; act: Act } | null => {
    const act = workplace?.act(name) ?? createPowerlessAct(clock, name);
    const first: Partial<Handlers> = early;
    const signedIn: Partial<Handlers> = workplace?.handlers ?? {};
    const [atOnce, later]: (Handler<N> | undefined)[] = [first[name], signedIn[name]];
    if (atOnce !== undefined) return { handler: atOnce, act };
    return later === undefined ? null : { handler: untilLocked(later), act };
  };

  shell.onSuspend(() => closeAtOnce('The laptop went to sleep. Sign in to go on.'));

  const invoke = createGateway({
    caller: () => workplace?.person().role ?? 'nobody',
    inTheWay: (name, input) => workplace?.inTheWay(name, input) ?? null,
    resolve,
    report,
  });
  return {
    async invoke(name, input) {
      if (sessionEnd.isOver()) await sessionEnd.endWhatIsOver();
      return invoke(name, input);
    },
    async fetch(request) {
      if (sessionEnd.isOver()) await sessionEnd.endWhatIsOver();
      const grant = /^\/media\/(?<id>[0-9a-f-]{36})$/u.exec(new URL(request.url).pathname)?.groups?.['id'];
      if (grant !== undefined)
        return (await workplace?.showMedia(request, grant)) ?? new Response(null, { status: 404 });
      return (await assets(request)) ?? new Response(null, { status: 404 });
    },
    subscribe,
    close: () => close('The application was closed.'),
  };
}
