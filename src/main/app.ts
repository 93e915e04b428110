import { join } from 'node:path';
import type { CommandName, EventMessage, Topic } from '../shared/contract.ts';
import { AppError, type Reply } from '../shared/failure.ts';
import { type Act, createPowerlessAct } from './acts.ts';
import { createAssets } from './assets.ts';
import type { DiscDrive } from './court/disc-drive.ts';
import { createGateway, type Handler, type Handlers } from './gateway.ts';
import { openVault } from './open-vault.ts';
import { createSessionService } from './people/session-service.ts';
import { createSetupService } from './people/setup-service.ts';
import { printSetupSheet } from './documents/setup-sheet.ts';
import { assetFolder } from './platform/asset-files.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { findDiscDrives } from './platform/disc-drives.ts';
import { createLog } from './platform/log.ts';
import { readSmallFile } from './platform/small-file.ts';
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

type Early = Pick<
  Handlers,
  'app.state' | 'setup.begin' | 'setup.finish' | 'setup.printSheet' | 'session.signIn' | 'session.signOut'
>;

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
    for (const listener of listeners) listener(message);
  };
  const onChange = (topics: readonly Topic[]): void => {
    for (const topic of topics) announce({ name: 'changed', data: { topic } });
  };
  let workplace: Workplace | null = null;
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
  const session = createSessionService({ vaultFolder, clock, open });
  const setup = createSetupService({
    vaultFolder,
    clock,
    open,
    printSheet: (made, role) => printSetupSheet(shell, made, role),
  });

  const lock = async (why: string): Promise<void> => {
    const leaving = workplace;
    workplace = null;
    notice = why;
    locks += 1;
    const closed = closing.then(() => leaving?.close(why));
    closing = closed.catch(() => undefined); // told to whoever asked for this lock; the next one waits all the same
    await closed;
    onChange(['session']);
  };

  const signIn: Early['session.signIn'] = async (input, act) => {
    if (isSigningIn) throw new AppError('conflict', 'A sign-in is already running.');
    isSigningIn = true;
    const locksBefore = locks;
    try {
      // Work of the last sign-in may still be ending: put right beside it, it would be taken for what a crash left.
      await closing;
      const signedIn = await session.signIn(input, act);
      let opened: Workplace;
      try {
        opened = await createWorkplace({
          ...signedIn,
          clock,
          shell,
          announce,
          report,
          stepUp: session.stepUp,
          discDrives: config.discDrives ?? findDiscDrives,
          bundlePage,
          software: { name: 'Lend-A-Cam Evidence', version },
        });
      } catch (error) {
        signedIn.vault.close();
        throw error;
      }
      // Threat: the lid is closed during a sign-in, and whoever opens it finds the laptop unlocked.
      if (locks !== locksBefore) {
        await opened.close('The screen was locked during the sign-in.');
        throw new AppError('signed-out', 'The screen was locked during the sign-in. Sign in again.');
      }
      workplace = opened;
      setup.forget();
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
      person: workplace?.person ?? null,
      notice,
      hostLabel: config.hostLabel ?? null,
      version,
      idleLockMinutes: workplace?.idleLockMinutes() ?? 5,
      now: clock.now(),
    }),
    'setup.begin': (input) => setup.begin(input),
    'setup.finish': (input, act) => setup.finish(input, act),
    'setup.printSheet': (input) => setup.printSheet(input),
    'session.signIn': signIn,
    'session.signOut': async ({ why }, act) => {
      if (why === 'idle') workplace?.refuseWhileBusy();
      act.change(['session'], (tx) => tx.enter('session', { why }));
      await lock(why === 'signed-out' ? 'You have signed out.' : 'The screen was locked. Sign in to go on.');
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
    () => void lock('The laptop went to sleep. Sign in to go on.').catch((error: unknown) => report('suspend', error)),
  );

  return {
    invoke: createGateway({ caller: () => workplace?.person.role ?? 'nobody', resolve, report }),
    async fetch(request) {
      const grant = /^\/media\/(?<id>[0-9a-f-]{36})$/u.exec(new URL(request.url).pathname)?.groups?.['id'];
      if (grant !== undefined)
        return (await workplace?.media.fetch(request, grant)) ?? new Response(null, { status: 404 });
      return (await assets(request)) ?? new Response(null, { status: 404 });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => lock('The application was closed.'),
  };
}
