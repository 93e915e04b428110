import { join } from 'node:path';
import type { CommandName, EventMessage, Topic } from '../shared/contract.ts';
import { AppError, type Reply } from '../shared/failure.ts';
import type { KeyHolder } from '../shared/model.ts';
import { type Act, createPowerlessAct } from './acts.ts';
import { createAssets } from './assets.ts';
import type { DiscDrive } from './court/disc-drive.ts';
import { createGateway, type Handler, type Handlers } from './gateway.ts';
import { createEarlyHandlers, type EarlyCommand } from './handlers.ts';
import { openVault } from './open-vault.ts';
import { createCredentials } from './people/credentials-service.ts';
import { createPresence } from './people/presence-service.ts';
import { createRecoveryService } from './people/recovery-service.ts';
import { createSessionService, type SignedIn } from './people/session-service.ts';
import { createSetupService, type FinishedSetup } from './people/setup-service.ts';
import { printSetupSheet } from './documents/setup-sheet.ts';
import { assetFolder } from './platform/asset-files.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { findDiscDrives } from './platform/disc-drives.ts';
import { createLog } from './platform/log.ts';
import { readSmallFile } from './platform/small-file.ts';
import { createSessionEnd } from './session-end.ts';
import type { Secret } from './vault/keys.ts';
import { hasVaultFile } from './vault/vault-file.ts';
import { createWorkplace, type Workplace } from './workplace.ts';

/** What only a desktop can do. */
export interface Shell {
  chooseFolder(title: string): Promise<string | null>;
  chooseFiles(title: string, extensions: readonly string[]): Promise<readonly string[]>;
  /** False when the person cancelled. */
  saveFile(suggestedName: string, bytes: Uint8Array): Promise<boolean>;
  printPdf(title: string, bytes: Uint8Array): Promise<boolean>;
  onSuspend(listener: () => void): void;
}

export interface AppConfig {
  /** The vault and the log lie below it. */
  readonly dataFolder: string;
  /** The built screens. */
  readonly uiFolder: string;
  /** The built “open me first” page; beside the screens when not given. */
  readonly bundlePagePath?: string;
  /** Said on every screen when this is not the locked-down application. */
  readonly hostLabel?: string;
  readonly clock?: Clock;
  /** Told of every bug beside the log, whose lines leave messages out: for tests. */
  readonly onBug?: (name: string, error: unknown) => void;
  /** The burners to offer; those of this computer when not given. */
  readonly discDrives?: () => Promise<readonly DiscDrive[]>;
}

/** The whole application, for any host: commands, bytes, events, end. */
export interface App {
  invoke(name: string, input: unknown): Promise<Reply>;
  fetch(request: Request): Promise<Response>;
  subscribe(listener: (message: EventMessage) => void): () => void;
  close(): Promise<void>;
}

const version = '0.1.0';

type Early = Pick<Handlers, EarlyCommand>;

/** Builds the application. Nothing opens before sign-in: until then there is only the vault file and the log. */
export async function createApp(config: AppConfig, shell: Shell): Promise<App> {
  const clock = config.clock ?? systemClock;
  const vaultFolder = join(config.dataFolder, 'vault');
  const log = createLog(join(config.dataFolder, 'log'));
  const report = (name: string, error: unknown): string => {
    config.onBug?.(name, error);
    return log.bug(name, error);
  };
  const assets = createAssets(assetFolder(config.uiFolder));
  const listeners = new Set<(message: EventMessage) => void>();
  const announce = (message: EventMessage): void => {
    for (const listener of listeners) {
      try {
        listener(message);
      } catch (error) {
        report('listener', error); // what was committed stays committed, whoever fails to hear of it
      }
    }
  };
  const onChange = (topics: readonly Topic[]): void => {
    for (const topic of topics) announce({ name: 'changed', data: { topic } });
  };
  let workplace: Workplace | null = null;
  /** Behind a locked screen, while work that runs by itself is finished. */
  let resting: Workplace | null = null;
  let notice: string | null = null;
  let isSigningIn = false;
  let locks = 0;
  let closing: Promise<unknown> = Promise.resolve();

  const bundlePage = async (): Promise<string> => {
    const page = await readSmallFile(
      config.bundlePagePath ?? join(config.uiFolder, '..', 'open-me-first', 'index.html'),
    );
    if (page === null)
      throw new AppError(
        'unavailable',
        'The page that goes on every disc is missing from this installation. Install the application again.',
      );
    return page;
  };
  const open = (folder: string, vaultKey: Secret) =>
    openVault({ folder, vaultKey, clock, onChange, onSlowQuery: log.slow });
  const onGuessing = (): void =>
    void close('A password was wrong five times. Sign in to go on.').catch((error: unknown) => report('lock', error));
  const credentials = createCredentials({ vaultFolder, clock });
  const presence = createPresence({ vaultFolder, credentials, onGuessing });
  const session = createSessionService({ vaultFolder, clock, credentials, open });
  const printSheet = (made: FinishedSetup, role: KeyHolder): Promise<boolean> => printSetupSheet(shell, made, role);
  const setup = createSetupService({ vaultFolder, clock, open, printSheet });
  const recovery = createRecoveryService({ vaultFolder, clock, credentials, open, printSheet });

  /** One after the other, in the order they were asked for. */
  const inTurn = async (ending: () => Promise<void>): Promise<void> => {
    const ended = closing.then(ending);
    closing = ended.catch(() => undefined); // told to whoever asked for it; the next one waits all the same
    await ended;
  };

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
    await inTurn(async () => {
      const behind = resting;
      resting = null;
      await leaving?.close(why);
      await behind?.close(why);
    });
    onChange(['session']);
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
      taken.handTo(person);
      return taken;
    }
    try {
      return await createWorkplace({
        ...{ vault, person, clock, shell, announce, report, bundlePage },
        ...{ presence, credentials, printSheet },
        discDrives: config.discDrives ?? findDiscDrives,
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
      await closing;
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
      notice = null;
      onChange(['session']);
      return signedIn.person;
    } finally {
      isSigningIn = false;
    }
  };

  const early: Early = {
    'app.state': async () => ({
      phase: workplace !== null ? 'signed-in' : (await hasVaultFile(vaultFolder)) ? 'signed-out' : 'set-up',
      person: workplace?.person() ?? null,
      notice,
      hostLabel: config.hostLabel ?? null,
      version,
      idleLockMinutes: workplace?.idleLockMinutes() ?? 5,
      now: clock.now(),
    }),
    ...createEarlyHandlers({ setup, recovery }),
    'session.signIn': signIn,
    'session.signOut': async ({ why }, act) => {
      act.change(['session'], (tx) => tx.enter('session', { why }));
      await (why === 'signed-out' ? close('You have signed out.') : lock('The screen was locked. Sign in to go on.'));
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
      } catch (cause) {
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

  shell.onSuspend(
    () => void close('The laptop went to sleep. Sign in to go on.').catch((error: unknown) => report('suspend', error)),
  );

  const invoke = createGateway({ caller: () => workplace?.person().role ?? 'nobody', resolve, report });
  return {
    async invoke(name, input) {
      if (sessionEnd.isOver()) await sessionEnd.endWhatIsOver();
      return invoke(name, input);
    },
    async fetch(request) {
      if (sessionEnd.isOver()) await sessionEnd.endWhatIsOver();
      const grant = /^\/media\/(?<id>[0-9a-f-]{36})$/u.exec(new URL(request.url).pathname)?.groups?.['id'];
      if (grant !== undefined)
        return (await workplace?.media.fetch(request, grant)) ?? new Response(null, { status: 404 });
      return (await assets(request)) ?? new Response(null, { status: 404 });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => close('The application was closed.'),
  };
}
