import type { EventMessage } from '../shared/contract.ts';
import type { Reply } from '../shared/failure.ts';
import type { DiscDrive } from './court/disc-drive.ts';
import type { Clock } from './platform/clock.ts';
import type { Laptop } from './platform/laptop.ts';
import type { Volume } from './platform/volume.ts';

// What a host (the desktop program, the trial host, a test) gives the application, and what it gets.

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
  /** For learning: with a vault of its own, which holds simulated footage and nothing else. */
  readonly training?: boolean;
  readonly clock?: Clock;
  /** Told of every bug beside the log, whose lines leave messages out: for tests. */
  readonly onBug?: (name: string, error: unknown) => void;
  /** What the operating system says of the laptop; asked itself when not given. */
  readonly laptop?: Laptop;
  /** The burners to offer; those of this computer when not given. */
  readonly discDrives?: () => Promise<readonly DiscDrive[]>;
  /** What is told of the drive a folder lies on; asked of the operating system when not given. */
  readonly volumes?: (folder: string) => Promise<Volume>;
  /** Until the vault re-reads itself after a sign-in; a minute when not given. */
  readonly verifyAfterMs?: number;
}

/** The whole application, for any host: commands, bytes, events, end. */
export interface App {
  invoke(name: string, input: unknown): Promise<Reply>;
  fetch(request: Request): Promise<Response>;
  subscribe(listener: (message: EventMessage) => void): () => void;
  close(): Promise<void>;
}
