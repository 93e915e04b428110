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

export const version = '0.1.0';

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
    await leaving?.close(why);
    onChange(['session']);
  };

  const signIn: Early['session.signIn'] = async (input, act) => {
    if (isSigningIn) throw new AppError('conflict', 'A sign-in is already running.');
    isSigningIn = true;
    try {
      const signedIn = await session.signIn(input, act);
      try {
        workplace = await createWorkplace({
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

  const resolve = <N extends CommandName>(name: N): { handler: Handler<N>; act: Act } | null => {
    const act = workplace?.act(name) ?? createPowerlessAct(clock, name);
    const handlers: Partial<Handlers> = { ...workplace?.handlers, ...early };
    const handler: Handler<N> | undefined = handlers[name];
    return handler === undefined ? null : { handler, act };
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
