import { commands, type Input, type Output } from '../../../shared/contract.ts';
import type { CameraSystem } from '../../../shared/model.ts';
import { type FieldErrors, zodErrors } from '../../ui/form.tsx';

export type Settings = Output<'settings.read'>;
export type Change = Omit<Input<'settings.change'>, 'password'>;

export const trainingExpiryWords: Readonly<Record<Settings['trainingExpiry'], string>> = {
  warn: 'Today says so; the person may go on',
  block: 'The person cannot retrieve, view or copy footage',
};

export const holdsWords: Readonly<Record<Settings['holds'], string>> = {
  'with-approval': 'Possible, with the manager’s approval and a review date',
  none: 'Not possible: only a request freezes footage',
};

export const retentionFromWords: Readonly<Record<Settings['retentionFrom'], string>> = {
  recorded: 'The day it was recorded on',
  retrieved: 'The day it was retrieved on',
};

/** The settings as a person types them: numbers are text, purposes are lines. */
export interface SettingsFields {
  readonly controllerName: string;
  readonly controllerAddress: string;
  readonly assuranceMailbox: string;
  readonly viewingPlace: string;
  readonly viewingPurposes: string;
  readonly overwriteDays: Readonly<Record<CameraSystem, string>>;
  readonly retentionDays: string;
  readonly retentionFrom: Settings['retentionFrom'];
  /** Empty: never after the case closed. */
  readonly keptReviewDays: string;
  readonly holdReviewDays: string;
  readonly holdGraceDays: string;
  readonly holds: Settings['holds'];
  readonly lawCited: string;
  readonly idleLockMinutes: string;
  readonly statementOfTruth: string;
  readonly criminalDeclaration: string;
  readonly trainingExpiry: Settings['trainingExpiry'];
  readonly backupDays: string;
  readonly backupDisposalDays: string;
  readonly verifyEveryDays: string;
}

export const fieldsOf = (settings: Settings): SettingsFields => ({
  ...settings,
  viewingPurposes: settings.viewingPurposes.join('\n'),
  overwriteDays: {
    'standard-4g': String(settings.overwriteDays['standard-4g']),
    'ic-pod': String(settings.overwriteDays['ic-pod']),
    idcam: String(settings.overwriteDays.idcam),
  },
  retentionDays: String(settings.retentionDays),
  keptReviewDays: String(settings.keptReviewDays ?? ''),
  holdReviewDays: String(settings.holdReviewDays),
  holdGraceDays: String(settings.holdGraceDays),
  idleLockMinutes: String(settings.idleLockMinutes),
  backupDays: String(settings.backupDays),
  backupDisposalDays: String(settings.backupDisposalDays),
  verifyEveryDays: String(settings.verifyEveryDays),
});

/** An empty field is no number at all, not zero. */
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const settingsOf = (fields: SettingsFields): Settings => ({
  ...fields,
  viewingPurposes: linesOf(fields.viewingPurposes),
  overwriteDays: {
    'standard-4g': numberOf(fields.overwriteDays['standard-4g']),
    'ic-pod': numberOf(fields.overwriteDays['ic-pod']),
    idcam: numberOf(fields.overwriteDays.idcam),
  },
  retentionDays: numberOf(fields.retentionDays),
  keptReviewDays: fields.keptReviewDays.trim() === '' ? null : numberOf(fields.keptReviewDays),
  holdReviewDays: numberOf(fields.holdReviewDays),
  holdGraceDays: numberOf(fields.holdGraceDays),
  idleLockMinutes: numberOf(fields.idleLockMinutes),
  backupDays: numberOf(fields.backupDays),
  backupDisposalDays: numberOf(fields.backupDisposalDays),
  verifyEveryDays: numberOf(fields.verifyEveryDays),
});

/** Only what differs from before, so that the ledger says what was really changed. */
export function changeOf(before: Settings, fields: SettingsFields): Change {
  const after = settingsOf(fields);
  const names = Object.keys(after) as (keyof Settings)[];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]))
      .map((name) => [name, after[name]]),
  );
}

const Change = commands['settings.change'].input.omit({ password: true });

/** Errors of one purpose belong to the one field that holds them all. */
export function changeErrors(change: Change): FieldErrors {
  const errors = zodErrors(Change, change);
  const ofPurposes = Object.entries(errors).find(([field]) => field.startsWith('viewingPurposes'));
  return ofPurposes === undefined ? errors : { ...errors, viewingPurposes: ofPurposes[1] };
}
