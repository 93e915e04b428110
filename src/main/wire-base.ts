import type { EventMessage } from '../shared/contract.ts';
import type { Person } from '../shared/model.ts';
import { type Act, type Actor, theApplication } from './acts.ts';
import type { Shell } from './app.ts';
import { createBackupService } from './backups/backup-service.ts';
import { createClockService } from './clock/clock-service.ts';
import type { DiscDrive } from './court/disc-drive.ts';
import { createDocumentService, type DocumentPorts } from './documents/document-service.ts';
import { createJobs } from './jobs.ts';
import type { OpenVault } from './open-vault.ts';
import { createBreachService } from './oversight/breach-service.ts';
import { createLedgerDesk } from './oversight/ledger-desk-service.ts';
import { createLedgerExport } from './oversight/ledger-export-service.ts';
import { createSettingsService } from './oversight/settings-service.ts';
import { createAccountService } from './people/account-service.ts';
import { createCodeService } from './people/code-service.ts';
import type { CredentialsService } from './people/credentials-service.ts';
import { createNoticeService } from './people/notice-service.ts';
import { createPeopleService } from './people/people-service.ts';
import type { CoSign, PresenceService } from './people/presence-service.ts';
import { createLicenceApplications } from './people/licence-application-service.ts';
import { createQualificationService } from './people/qualification-service.ts';
import { createRecoverySheets, type RecoverySheetsPorts } from './people/recovery-sheets-service.ts';
import { createRenewalService } from './people/renewal-service.ts';
import { createSigningService } from './people/signing-service.ts';
import type { GuardedClock } from './platform/clock.ts';
import type { Laptop } from './platform/laptop.ts';
import type { Volume } from './platform/volume.ts';
import { createStanding } from './standing.ts';
import { createObjectService } from './vault/object-service.ts';
import { trainingMark } from './training/training.ts';
import { createDamageService } from './verification/damage-service.ts';

export interface WorkplacePorts {
  readonly vault: OpenVault;
  readonly person: Person;
  readonly clock: GuardedClock;
  readonly shell: Shell;
  readonly announce: (message: EventMessage) => void;
  readonly report: (name: string, error: unknown) => string;
  readonly presence: PresenceService;
  readonly laptop: Laptop;
  readonly programFingerprint: () => Promise<string>;
  readonly credentials: CredentialsService;
  readonly printSheet: RecoverySheetsPorts['printSheet'];
  readonly discDrives: () => Promise<readonly DiscDrive[]>;
  readonly volumes: (folder: string) => Promise<Volume>;
  readonly bundlePage: () => Promise<string>;
  readonly verifyAfterMs: number;
  /** This is a training vault. */
  readonly isTraining: boolean;
  readonly software: { readonly name: string; readonly version: string };
}

export interface BaseWiring {
  readonly ports: WorkplacePorts;
  /** Who works here at this moment. */
  readonly person: () => Person;
  readonly actAs: (who: Actor, name: string) => Act;
  readonly checkPrinting: DocumentPorts['checkPrinting'];
}

/** What everything else stands on: people and what they may do, the ledger, sealed objects, documents, settings. */
export function wireBase({ ports, person, actAs, checkPrinting }: BaseWiring) {
  const { vault, clock, shell, announce, report } = ports;
  const { database } = vault;
  const coSign: CoSign = (act, given, roles) => ports.presence.coSign(vault, act, given, roles);
  const stepUp = (act: Act, password: string): Promise<void> => ports.presence.stepUp(vault, act, password);
  const refuseOther = (act: Act, username: string) => ports.presence.refuseOther(vault, act, username);
  const clockCheck = createClockService({ db: database, clock, act: () => actAs(theApplication, 'clock.step') });
  clockCheck.start(vault.lastEntryAt);
  const signing = createSigningService({ db: database, vaultKey: vault.vaultKey });
  const people = createPeopleService(database);
  const accounts = createAccountService({ vault, clock, people, stepUp });
  const renewals = createRenewalService({ vault, clock, credentials: ports.credentials, stepUp, refuseOther });
  const notices = createNoticeService({ db: database, person });
  const jobs = createJobs({ now: clock.now, db: database, announce, report });
  const objects = createObjectService({ db: database, vaultFolder: vault.folder, keys: vault.keys });
  const settings = createSettingsService({ db: database, stepUp });
  const recoverySheets = createRecoverySheets({
    ...{ vault, signing, stepUp, coSign },
    controller: () => settings.read().controllerName,
    printSheet: ports.printSheet,
  });
  const breaches = createBreachService(database, stepUp);
  const ledger = createLedgerDesk({ db: database, ledger: vault.ledger, signing });
  const ledgerExport = createLedgerExport({
    ...{ ledger, signing, shell, stepUp },
    ledgerTexts: vault.ledger,
    vaultFolder: vault.folder,
  });
  const qualifications = createQualificationService({ db: database, clock, people, settings, stepUp });
  const code = createCodeService({ db: database, clock, stepUp });
  const licenceApplications = createLicenceApplications({ db: database, people });
  const standing = createStanding({ person, qualifications, code, ledger, isTraining: ports.isTraining });
  const announceDamage = (item: string, message: string): void =>
    announce({ name: 'integrity.failed', data: { item, message } });
  const damages = createDamageService({ db: database, objects, breaches, announceDamage, stepUp });
  const documents = createDocumentService({
    ...{ db: database, objects, ledger, settings, shell, damages, checkPrinting },
    mark: ports.isTraining ? trainingMark : null,
  });
  const backups = createBackupService({
    ...{ vault, objects, jobs, signing, breaches, shell, stepUp },
    volumes: ports.volumes,
  });
  return {
    ...{ db: database, vault, clock, shell, person, actAs, stepUp, coSign, announceDamage, clockCheck, signing },
    ...{ people, accounts, renewals, notices, recoverySheets, qualifications, licenceApplications, code, standing },
    ...{ jobs, objects, settings, breaches, ledger, ledgerExport, damages, documents, backups },
  };
}

export type Base = ReturnType<typeof wireBase>;
