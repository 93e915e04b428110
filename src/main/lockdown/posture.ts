import type { PostureCheck } from '../../shared/contract/posture.ts';

/** What was found of the laptop, and what of it was accepted. */
export interface PostureFacts {
  readonly disk: 'encrypted' | 'plain' | 'unknown';
  /** Interfaces that reach another computer; null when that could not be asked. */
  readonly waysOut: readonly { readonly name: string; readonly isDefault: boolean }[] | null;
  /** Interfaces that are meant to be there: the named VPN. */
  readonly expectedInterfaces: readonly string[];
  readonly clockQuestions: readonly string[];
  /** Null when the programs that read footage are not installed. */
  readonly tools: readonly Fingerprint[] | null;
  readonly program: Fingerprint;
  /** Days since the last backup that was read back; null when there is none, undefined when there is no way to know. */
  readonly backupDays: number | null;
  readonly freeBytes: number;
  /** By whom and when the missing encryption was accepted; null when it was not. */
  readonly diskAccepted: string | null;
}

export interface Fingerprint {
  readonly name: string;
  readonly found: string;
  /** Null when none was accepted yet: what is found first is. */
  readonly accepted: string | null;
}

const GB = 1e9;
/** As much as a retrieval keeps free beside what it copies. */
const LEAST_FREE_BYTES = 512 * 1024 * 1024;
const LITTLE_FREE_BYTES = 20 * GB;
const BACKUP_DUE_DAYS = 7;

export const isChanged = ({ found, accepted }: Fingerprint): boolean => accepted !== null && found !== accepted;

const good = (id: PostureCheck['id'], title: string, finding: string): PostureCheck => ({
  ...{ id, title, state: 'good', finding, todo: null, blocks: null, mayAccept: false },
});

function disk({ disk: found, diskAccepted }: PostureFacts): PostureCheck {
  const check = good('disk', 'Disk encryption', 'The drive that holds the vault is encrypted as a whole.');
  if (found === 'encrypted') return check;
  const todo =
    'Have your IT contact switch on full-disk encryption (LUKS, BitLocker). Until then the manager must accept the risk, with reasons.';
  if (found === 'unknown')
    return { ...check, state: 'unknown', finding: 'Whether the drive is encrypted cannot be told from here.', todo };
  const finding =
    'The drive is not encrypted as a whole. The vault is, but memory that the system puts on the drive is not.';
  return diskAccepted === null
    ? { ...check, state: 'bad', finding, todo, mayAccept: true }
    : { ...check, state: 'accepted', finding: `${finding} Accepted by ${diskAccepted}.`, todo, mayAccept: true };
}

function network({ waysOut, expectedInterfaces }: PostureFacts): PostureCheck {
  const check = good('network', 'Network', 'No network but the named VPN can be reached from this laptop.');
  if (waysOut === null)
    return {
      ...check,
      state: 'unknown',
      finding: 'The network cannot be asked about.',
      todo: 'See that no cable is plugged in and the radio is off.',
    };
  const foreign = waysOut.filter(({ name }) => !expectedInterfaces.includes(name));
  if (foreign.length === 0) return check;
  const names = foreign.map(({ name, isDefault }) => (isDefault ? `${name} (to everywhere)` : name)).join(', ');
  return {
    ...check,
    state: 'bad',
    finding: `This laptop is connected: ${names}. It must stand alone.`,
    todo: 'Unplug the cable and switch the radio off. The application itself asks no network.',
  };
}

function clock({ clockQuestions }: PostureFacts): PostureCheck {
  const check = good('clock', 'Clock', 'The laptop’s clock goes on evenly from the last entry of the ledger.');
  if (clockQuestions.length === 0) return check;
  return {
    ...check,
    state: 'bad',
    finding: clockQuestions.join(' '),
    todo: 'Give the time of a reference clock below; where the laptop’s clock is wrong, set it right first.',
    blocks: 'Nothing is destroyed at the end of its six weeks.',
  };
}

const shown = (prints: readonly Fingerprint[]): string =>
  prints.map(({ name, found }) => `${name} ${found.slice(0, 16)}…`).join(', ');

function tools({ tools: found }: PostureFacts): PostureCheck {
  const check = good('tools', 'Programs that read footage', '');
  const blocks = 'Footage is not examined, no still and no copy to watch is made.';
  if (found === null)
    return {
      ...check,
      ...{ state: 'bad', finding: 'They are not installed.', blocks },
      todo: 'Have your IT contact install ffmpeg and bubblewrap.',
    };
  const changed = found.filter(isChanged);
  if (changed.length === 0) return { ...check, finding: `As accepted: ${shown(found)}` };
  return {
    ...check,
    state: 'bad',
    finding: `Not the programs that were accepted: ${shown(changed)}`,
    todo: 'Ask your IT contact whether they were updated. If so, the manager accepts the new ones; if not, report it.',
    blocks,
    mayAccept: true,
  };
}

function program({ program: found }: PostureFacts): PostureCheck {
  const check = good('program', 'This application', `As accepted: ${shown([found])}`);
  if (!isChanged(found)) return check;
  return {
    ...check,
    state: 'warning',
    finding: `Its files are not those of the last sign-ins: ${shown([found])}`,
    todo: 'If a new version was installed, the manager accepts it; if not, stop and report it.',
    mayAccept: true,
  };
}

function backup({ backupDays }: PostureFacts): PostureCheck {
  const check = good('backup', 'Backup', backupDays === 0 ? 'Made today.' : `${backupDays} days old.`);
  const todo = 'Make a backup onto the second drive.';
  if (backupDays === null) return { ...check, state: 'bad', finding: 'There is no backup.', todo };
  return backupDays > BACKUP_DUE_DAYS ? { ...check, state: 'warning', todo } : check;
}

function space({ freeBytes }: PostureFacts): PostureCheck {
  const check = good('space', 'Free space', `${(freeBytes / GB).toFixed(1)} GB free.`);
  const todo = 'Make room on the drive: take away what is not the scheme’s, or have a larger one fitted.';
  if (freeBytes < LEAST_FREE_BYTES) return { ...check, state: 'bad', todo, blocks: 'No footage can be taken in.' };
  return freeBytes < LITTLE_FREE_BYTES ? { ...check, state: 'warning', todo } : check;
}

/** Each part of the laptop's state in words, what to do, and what is not possible until then. */
export const judge = (facts: PostureFacts): PostureCheck[] =>
  [disk, network, clock, tools, program, backup, space].map((check) => check(facts));

/** What is entered at a sign-in: all that is not as it should be. */
export const failing = (checks: readonly PostureCheck[]): PostureCheck[] =>
  checks.filter(({ state }) => state === 'bad' || state === 'warning' || state === 'accepted');
