import { z } from 'zod';
import { accountsCommands } from './contract/accounts.ts';
import { auditsCommands, reportsCommands } from './contract/audits.ts';
import { backupsCommands, restoreCommands } from './contract/backups.ts';
import { conductCommands } from './contract/conduct.ts';
import { clockCommands } from './contract/clock.ts';
import { breachesCommands } from './contract/breaches.ts';
import { casesCommands, closingCommands } from './contract/cases.ts';
import { clipsCommands } from './contract/clips.ts';
import { courtCommands } from './contract/court.ts';
import { disclosuresCommands } from './contract/disclosures.ts';
import { deploymentsCommands } from './contract/deployments.ts';
import { equipmentCommands } from './contract/equipment.ts';
import { recordingsCommands, retrievalsCommands } from './contract/footage.ts';
import { ledgerCommands } from './contract/ledger.ts';
import { outcomesCommands } from './contract/outcomes.ts';
import { oversightCommands } from './contract/oversight.ts';
import { portalsCommands } from './contract/portals.ts';
import { sitePicturesCommands } from './contract/site-pictures.ts';
import { sitesCommands } from './contract/sites.ts';
import { peopleCommands, settingsCommands } from './contract/people.ts';
import { postureCommands } from './contract/posture.ts';
import { recoveryCommands } from './contract/recovery.ts';
import { registersCommands } from './contract/registers.ts';
import { recognitionsCommands } from './contract/recognitions.ts';
import { retentionCommands } from './contract/retention.ts';
import { masksCommands } from './contract/masks.ts';
import { piasCommands } from './contract/pias.ts';
import { printsCommands } from './contract/prints.ts';
import { searchCommands } from './contract/search.ts';
import { statementsCommands } from './contract/statements.ts';
import { licenceApplicationsCommands } from './contract/licence-applications.ts';
import { attachmentsCommands } from './contract/attachments.ts';
import { contactSheetsCommands } from './contract/contact-sheets.ts';
import { stillsCommands } from './contract/stills.ts';
import { transitsCommands } from './contract/transits.ts';
import { viewingsCommands } from './contract/viewings.ts';
import { verificationCommands } from './contract/verification.ts';
import type { Reply } from './failure.ts';
import { Job } from './model.ts';

/**
 * Every request a screen may make. The name is the permission, the ledger action, the log line and the thing to grep
 * for in contract, handler, screen and test.
 */
export const commands = {
  ...peopleCommands,
  ...accountsCommands,
  ...recoveryCommands,
  ...settingsCommands,
  ...casesCommands,
  ...retrievalsCommands,
  ...sitesCommands,
  ...portalsCommands,
  ...recordingsCommands,
  ...viewingsCommands,
  ...recognitionsCommands,
  ...stillsCommands,
  ...attachmentsCommands,
  ...contactSheetsCommands,
  ...licenceApplicationsCommands,
  ...masksCommands,
  ...printsCommands,
  ...courtCommands,
  ...statementsCommands,
  ...clipsCommands,
  ...transitsCommands,
  ...conductCommands,
  ...ledgerCommands,
  ...clockCommands,
  ...postureCommands,
  ...oversightCommands,
  ...backupsCommands,
  ...restoreCommands,
  ...verificationCommands,
  ...breachesCommands,
  ...retentionCommands,
  ...disclosuresCommands,
  ...closingCommands,
  ...equipmentCommands,
  ...piasCommands,
  ...deploymentsCommands,
  ...sitePicturesCommands,
  ...auditsCommands,
  ...reportsCommands,
  ...outcomesCommands,
  ...registersCommands,
  ...searchCommands,
};

/** What a change is about: a screen showing it reads again. */
export const Topic = z.enum([
  'session',
  'cases',
  'retrievals',
  'recordings',
  'viewings',
  'stills',
  'court',
  'retention',
  'disclosures',
  'ledger',
  'settings',
  'jobs',
  'documents',
  'backups',
  'clock',
  'posture',
  'deployments',
  'audits',
]);
export type Topic = z.output<typeof Topic>;

/** Everything the core may announce: facts, not state. */
const events = {
  changed: z.object({ topic: Topic }),
  'job.progress': Job,
  /** Damage was found: the screen stops what it shows and says so. */
  'integrity.failed': z.object({ item: z.string(), message: z.string() }),
};

export type CommandName = keyof typeof commands;
export type Input<N extends CommandName> = z.input<(typeof commands)[N]['input']>;
export type Parsed<N extends CommandName> = z.output<(typeof commands)[N]['input']>;
export type Output<N extends CommandName> = z.output<(typeof commands)[N]['output']>;
export type EventName = keyof typeof events;
export type EventMessage = {
  [N in EventName]: { readonly name: N; readonly data: z.output<(typeof events)[N]> };
}[EventName];

/** The whole surface a host puts on `window`. */
export interface Bridge {
  invoke(name: string, input: unknown): Promise<Reply>;
  subscribe(listener: (message: EventMessage) => void): () => void;
}
