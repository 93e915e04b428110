import type { BackupDrive } from '../../shared/contract/backups.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import { addDays, dayText, daysBetween, londonDay } from '../time.ts';

export interface BackupRules {
  readonly backupDays: number;
  readonly backupDisposalDays: number;
}

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);
const item = (rest: Omit<DueItem, 'kind' | 'place'>): DueItem => ({
  kind: 'backup',
  place: { screen: 'settings', id: 'backup' },
  ...rest,
});

/** What backups ask for on a day: a fresh one, a sound one, and each drive that a disposal has not reached (CoP 4.6). */
export function backupsDue(drives: readonly BackupDrive[], rules: BackupRules, today: string): DueItem[] {
  const inUse = drives.filter(({ retiredAt }) => retiredAt === null);
  return [
    ...freshness(inUse, rules, today),
    ...inUse.flatMap((drive) => behind(drive, rules, today)),
    ...inUse.filter(({ checkFaults }) => checkFaults !== null && checkFaults > 0).map(unsound),
  ];
}

/** Days since the last good backup on a drive in use; null when there is none. */
export function lastBackupAge(drives: readonly BackupDrive[], today: string): number | null {
  const last = drives
    .filter(({ retiredAt }) => retiredAt === null)
    .flatMap(({ backup }) => (backup === null ? [] : [londonDay(backup.at)]))
    .toSorted()
    .at(-1);
  return last === undefined ? null : daysBetween(last, today);
}

function freshness(inUse: readonly BackupDrive[], { backupDays }: BackupRules, today: string): DueItem[] {
  const age = lastBackupAge(inUse, today);
  if (age === null) {
    const detail =
      inUse.length === 0
        ? 'The manager registers a backup drive; then the officer makes the first backup.'
        : `Connect ${inUse.map(({ number }) => number).join(' or ')} and make one.`;
    return [item({ urgency: 'today', on: null, title: 'There is no backup of this laptop', detail, clause: null })];
  }
  if (age <= backupDays) return [];
  return [
    item({
      urgency: 'overdue',
      on: addDays(today, backupDays - age),
      title: `The last good backup is ${days(age)} old`,
      detail: `Connect a backup drive and make one: ${days(backupDays)} are allowed.`,
      clause: null,
    }),
  ];
}

function behind(drive: BackupDrive, { backupDisposalDays }: BackupRules, today: string): DueItem[] {
  const [first] = drive.pending;
  if (!drive.isBehind || first === undefined) return [];
  const by = addDays(londonDay(first.disposedAt), backupDisposalDays);
  const left = daysBetween(today, by);
  const numbers = drive.pending.map(({ number }) => number);
  const named = `${numbers.slice(0, 3).join(', ')}${numbers.length > 3 ? ` and ${numbers.length - 3} more` : ''}`;
  const since = drive.connectedAt === null ? '' : ` It was last connected on ${dayText(londonDay(drive.connectedAt))}.`;
  return [
    item({
      urgency: left < 0 ? 'overdue' : left === 0 ? 'today' : 'soon',
      on: by,
      title: `Disposals have not reached backup drive ${drive.number}`,
      detail: `${named}: what was destroyed here can still be opened with that drive.${since} Connect it and make a backup${left < 0 ? `: overdue since ${dayText(by)}.` : '.'}`,
      clause: '4.6',
    }),
  ];
}

const unsound = ({ number, checkFaults }: BackupDrive): DueItem =>
  item({
    urgency: 'today',
    on: null,
    title: `The backup on ${number} is not whole`,
    detail: `Its last check found ${checkFaults === 1 ? '1 fault' : `${String(checkFaults)} faults`}. Make a backup onto another drive, then onto this one, and check it again.`,
    clause: null,
  });
