import type { CommandName, EventMessage } from '../shared/contract.ts';
import type { Person } from '../shared/model.ts';
import { type Act, type Actor, theApplication } from './acts.ts';
import type { Shell } from './app.ts';
import { createBackupService } from './backups/backup-service.ts';
import { backupsDue, lastBackupAge } from './backups/backups-due.ts';
import { createClosingService } from './cases/closing-service.ts';
import { createCaseService } from './cases/case-service.ts';
import { createClockDue } from './clock/clock-due.ts';
import { createClockService } from './clock/clock-service.ts';
import { createBundleAssembly } from './court/bundle-service.ts';
import { createBurnJob } from './court/burn-job.ts';
import { createCourtService } from './court/court-service.ts';
import { courtDue } from './court/court-due.ts';
import { createDiscCustody } from './court/disc-custody-service.ts';
import { createDiscService } from './court/disc-service.ts';
import type { DiscDrive } from './court/disc-drive.ts';
import { createHearingPapers } from './court/hearing-papers-service.ts';
import { createDisclosureService } from './disclosures/disclosure-service.ts';
import { disclosuresDue } from './disclosures/disclosures-due.ts';
import { createReleaseService } from './disclosures/release-service.ts';
import { createAttachmentService } from './documents/attachment-service.ts';
import { createScheme } from './deployments/scheme-service.ts';
import { createDocumentService } from './documents/document-service.ts';
import { createHandlers, type SignedInHandlers } from './handlers.ts';
import { createJobs } from './jobs.ts';
import { createMedia } from './media.ts';
import type { OpenVault } from './open-vault.ts';
import { createPostureService } from './lockdown/posture-service.ts';
import { breachesDue } from './oversight/breach-due.ts';
import { createBreachService } from './oversight/breach-service.ts';
import { createLedgerDesk } from './oversight/ledger-desk-service.ts';
import { createLedgerExport } from './oversight/ledger-export-service.ts';
import { createSettingsService } from './oversight/settings-service.ts';
import { createTodayService } from './oversight/today-service.ts';
import { createAccountService } from './people/account-service.ts';
import { createCodeService } from './people/code-service.ts';
import { conductDue } from './people/conduct-due.ts';
import type { CredentialsService } from './people/credentials-service.ts';
import { createNoticeService } from './people/notice-service.ts';
import { createPeopleService } from './people/people-service.ts';
import type { CoSign, PresenceService } from './people/presence-service.ts';
import { createQualificationService } from './people/qualification-service.ts';
import { createRecoverySheets, type RecoverySheetsPorts } from './people/recovery-sheets-service.ts';
import { createRenewalService } from './people/renewal-service.ts';
import { createSigningService } from './people/signing-service.ts';
import type { GuardedClock } from './platform/clock.ts';
import { freeBytes } from './platform/free-space.ts';
import type { Laptop } from './platform/laptop.ts';
import type { Volume } from './platform/volume.ts';
import { findMediaTools } from './platform/media-tools.ts';
import { createActivityService } from './recordings/activity-service.ts';
import { createExaminationService } from './recordings/examination-service.ts';
import type { MediaPorts } from './recordings/piped-footage.ts';
import { createRecordingService, type RecordingService } from './recordings/recording-service.ts';
import { createDisposalService } from './retention/disposal-service.ts';
import { createHoldService } from './retention/hold-service.ts';
import { createKeepingService } from './retention/keeping-service.ts';
import { retentionDue } from './retention/retention-due.ts';
import { createWitnessService } from './retention/witness-service.ts';
import { recover } from './recovery.ts';
import { createRetrievalService } from './retrievals/retrieval-service.ts';
import { createRecorderService } from './retrievals/recorder-service.ts';
import { createSiteService } from './retrievals/site-service.ts';
import { createStickService } from './retrievals/stick-service.ts';
import { createStanding, type Standing } from './standing.ts';
import { createStillService } from './stills/still-service.ts';
import { londonDay } from './time.ts';
import { createObjectService } from './vault/object-service.ts';
import { OfficerPresent } from './viewings/officer-present-service.ts';
import { createDamageService } from './verification/damage-service.ts';
import { createSlices } from './verification/slices.ts';
import { createVerificationDue } from './verification/verification-due.ts';
import { createVerificationService } from './verification/verification-service.ts';
import { createViewingService, type ViewingService } from './viewings/viewing-service.ts';

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
  readonly software: { readonly name: string; readonly version: string };
}

/** Everything there is while somebody is signed in; gone, with all keys, when it closes. */
export interface Workplace {
  /** Who works here now. */
  person(): Person;
  /** Answers `/media/<grant>` while whoever is signed in may see footage. */
  showMedia(request: Request, grant: string): Promise<Response> | null;
  readonly inTheWay: Standing['inTheWay'];
  readonly handlers: SignedInHandlers;
  act(name: CommandName): Act;
  idleLockMinutes(): number;
  /** The version of the code of practice they have yet to acknowledge. */
  mustAcknowledge(): number | null;
  /** Nothing of footage is on the screen any more: viewings end, grants die. Work that runs by itself goes on. */
  leave(why: string): Promise<void>;
  isBusy(): boolean;
  /** When the work that runs now has ended. */
  whenIdle(): Promise<void>;
  /** The next person takes over work that went on behind a locked screen. */
  handTo(person: Person): void;
  close(why: string): Promise<void>;
}

/** How often the laptop's clock is compared; also before each command. */
const CLOCK_LOOK_MS = 15_000;

/** Wires the features of an open vault together by hand, and puts right what a crash left before anyone sees it. */
export async function createWorkplace(ports: WorkplacePorts): Promise<Workplace> {
  const { vault, clock, shell, announce, report } = ports;
  let person = ports.person;
  const { database } = vault;
  const actor = (): Actor => ({ id: person.id, name: person.name, role: person.role });
  const actAs = (who: Actor, name: string): Act => vault.act(who, name);
  const coSign: CoSign = (act, given, roles) => ports.presence.coSign(vault, act, given, roles);
  const stepUp = (act: Act, password: string): Promise<void> => ports.presence.stepUp(vault, act, password);
  const media = createMedia();
  const findTools = async (): Promise<MediaPorts> => {
    await posture.requireTools();
    return { tools: await findMediaTools() };
  };

  const clockCheck = createClockService({ db: database, clock, act: () => actAs(theApplication, 'clock.step') });
  clockCheck.start(vault.lastEntryAt);
  const signing = createSigningService({ db: database, vaultKey: vault.vaultKey });
  const people = createPeopleService(database);
  const accounts = createAccountService({ vault, clock, people, stepUp });
  const refuseOther = (act: Act, username: string) => ports.presence.refuseOther(vault, act, username);
  const renewals = createRenewalService({ vault, clock, credentials: ports.credentials, stepUp, refuseOther });
  const notices = createNoticeService({ db: database, person: () => person });
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
    ledger,
    ledgerTexts: vault.ledger,
    signing,
    shell,
    vaultFolder: vault.folder,
    stepUp,
  });
  const qualifications = createQualificationService({ db: database, clock, people, settings, stepUp });
  const code = createCodeService({ db: database, clock, stepUp });
  const proveOfficer = OfficerPresent.proving({ coSign, bars: qualifications.bars });
  const standing = createStanding({ person: () => person, qualifications, code, ledger });
  const announceDamage = (item: string, message: string): void =>
    announce({ name: 'integrity.failed', data: { item, message } });
  const damages = createDamageService({ db: database, objects, breaches, announceDamage, stepUp });
  const documents = createDocumentService({ db: database, objects, ledger, settings, shell, damages });
  const cases = createCaseService({ db: database, clock, settings, ledger });
  const scheme = createScheme({ db: database, clock, cases, documents, settings, breaches, ledger, stepUp });
  let viewings: ViewingService | null = null;
  const recordings: RecordingService = createRecordingService({
    db: database,
    clock,
    objects,
    damages,
    viewingsOf: (id) => viewings?.ofRecording(id) ?? [],
    announceDamage,
    onCopyDropped: (id) => examinations.examineAgain(id, actAs(theApplication, 'recordings.examineAgain')),
  });
  const activity = createActivityService({ db: database, objects });
  const examinations = createExaminationService({
    objects,
    recordings,
    activity,
    breaches,
    settings,
    media: findTools,
    jobs,
  });
  const sticks = createStickService({ db: database });
  const sites = createSiteService({ db: database, vaultKey: vault.vaultKey, stepUp });
  const recorders = createRecorderService({ sites, clock });
  const retrievals = createRetrievalService({
    db: database,
    shell,
    vaultFolder: vault.folder,
    objects,
    jobs,
    cases,
    sticks,
    recorders,
    recordings,
    examinations,
    documents,
    settings,
    ground: scheme.retrievalGround,
  });
  viewings = createViewingService({
    ...{ db: database, media, recordings, activity, settings, ledger },
    ...{ proveOfficer, actAs },
  });
  const stills = createStillService({
    db: database,
    media,
    objects,
    recordings,
    viewings,
    documents,
    mediaTools: findTools,
    damages,
    actAs,
    stepUp,
  });
  const verification = createVerificationService({
    ...{ db: database, objects, recordings, activity, damages, ledger, settings, jobs },
    checkRegisters: vault.checkRegisters,
    isNeeded: () => jobs.isOtherRunning('verification') || media.isInUse(),
  });
  const slices = createSlices({
    pauseMs: ports.verifyAfterMs,
    run: (signal) => verification.slice(actAs(theApplication, 'verification.slice'), signal),
    report: (error) => report('verification', error),
  });
  const court = createCourtService({ db: database, cases, recordings, retrievals, stills, people, stepUp });
  const assembly = createBundleAssembly({
    db: database,
    objects,
    recordings,
    retrievals,
    stills,
    documents,
    settings,
    ledger,
    signing,
    people,
    verification,
    page: ports.bundlePage,
    software: ports.software,
  });
  const burning = createBurnJob({ court, documents, signing, assembly });
  const discs = createDiscService({ db: database, court, jobs, burning, drives: ports.discDrives });
  const hearingPapers = createHearingPapers({ db: database, court, documents, assembly });
  const custody = createDiscCustody({ db: database, court, documents });
  const backups = createBackupService({
    vault,
    objects,
    jobs,
    signing,
    breaches,
    shell,
    volumes: ports.volumes,
    stepUp,
  });
  const posture = createPostureService({
    ...{ db: database, vaultFolder: vault.folder, stepUp, freeBytes, findTools: findMediaTools },
    laptop: ports.laptop,
    programFingerprint: ports.programFingerprint,
    clockQuestions: clockCheck.inWords,
    expectedInterfaces: () => [],
    backupDays: () => lastBackupAge(backups.list(), londonDay(clock.now())),
  });
  const keeping = createKeepingService(database);
  const disposals = createDisposalService({
    clockCheck,
    keeping,
    endLapsedHolds: () => void holds.endLapsed(actAs(theApplication, 'holds.lapse')),
    report,
    database,
    keys: vault.keys,
    objects,
    recordings,
    documents,
    settings,
    viewings,
    jobs,
    drivesHolding: backups.holding,
  });
  const disposeAtOnce = (): void => disposals.disposeAtOnce(actAs(theApplication, 'retention.disposeDue'));
  const holds = createHoldService({ db: database, cases, recordings, settings, ledger, stepUp, disposeAtOnce });
  const witness = createWitnessService({
    db: database,
    documents,
    person: () => person,
    stepUp,
    confirmGone: disposals.confirmGone,
  });
  const papers = (id: string): number => attachments.count(id);
  const disclosures = createDisclosureService({
    ...{ db: database, cases, recordings, keeping, settings, ledger },
    ...{ papers, stepUp },
  });
  const closing = createClosingService({
    ...{ cases, holds: holds.list, bundles: court.listBundles },
    ...{ requests: disclosures.list, discs: discs.list, stills: stills.list, recordings: recordings.list },
  });
  const releases = createReleaseService({
    ...{ disclosures, keeping, documents, court, discs, stills },
    ...{ stepUp, disposeAtOnce },
  });
  const attachments = createAttachmentService({
    db: database,
    objects,
    shell,
    subjects: { disclosure: disclosures.forPaper },
  });
  const today = createTodayService({
    clock,
    cases,
    recordings,
    stills,
    court,
    jobs,
    dueElsewhere: [
      courtDue(custody),
      conductDue({ people, qualifications, code }),
      (on) => backupsDue(backups.list(), settings.read(), on),
      createClockDue(clockCheck),
      createVerificationDue(verification, damages, clock),
      () => notices.due(),
      retentionDue({ holdsWaiting: holds.waiting, holdsInForce: holds.inForce, disposals: witness.list }),
      disclosuresDue(disclosures.open),
      breachesDue(breaches.list),
      scheme.due,
    ],
    approvalsElsewhere: [scheme.approvals, holds.approvals, disclosures.approvals],
    kept: keeping.keptUntil,
  });

  /** What is destroyed does not come back: by a clock that was moved, only after a person has confirmed the time. */
  const disposeIfBelieved = (): void => {
    if (clockCheck.isBelieved()) disposals.disposeDue(actAs(theApplication, 'retention.disposeDue'));
  };
  const confirmClock: typeof clockCheck.confirm = (input, act) => {
    const answer = clockCheck.confirm(input, act);
    if (answer.settled && !jobs.isBusy('disposal')) disposeIfBelieved();
    return answer;
  };

  await recover({
    act: actAs(theApplication, 'recovery.sweep'),
    report,
    objects,
    retrievals,
    steps: {
      accounts: (act) => accounts.tidy(act),
      viewings: (act) => viewings.endAll(act, 'The application stopped before the viewing was closed.'),
      retrievals: (act) => retrievals.resolveLeftOvers(act),
      discs: (act) => discs.resolveLeftOvers(act),
      jobs: (act) => jobs.resolveLeftOvers(act),
      rotation: async (act) => void (await disposals.resume(act.as('recovery.rotation'))),
      missing: (act, { missing }) => verification.reportMissing(missing, act),
      disposal: disposeIfBelieved,
      examinations: () => examinations.examineWaiting(actAs(theApplication, 'recordings.examineWaiting')),
    },
  });

  await posture
    .atSignIn(actAs(theApplication, 'posture.found'))
    .catch((error: unknown) => void report('posture', error)); // what cannot be looked at must not lock people out
  const watch = setInterval(clockCheck.look, CLOCK_LOOK_MS);
  watch.unref();
  slices.start();

  const leave = async (why: string): Promise<void> => {
    await media.revokeAll();
    await recorders.closeIdle();
    await viewings.endAll(actAs(theApplication, 'session.close'), why);
    await slices.stop();
  };

  return {
    person: () => person,
    showMedia: (request, grant) => (standing.mayShowFootage() ? media.fetch(request, grant) : null),
    inTheWay: standing.inTheWay,
    handlers: createHandlers({
      people,
      ...{ accounts, renewals, notices, recoverySheets },
      qualifications,
      code,
      person: () => person,
      settings,
      breaches,
      ledger,
      clock: clockCheck,
      posture,
      confirmClock,
      ledgerExport,
      documents,
      cases,
      recordings,
      sticks,
      sites,
      recorders,
      retrievals,
      viewings,
      stills,
      court,
      hearingPapers,
      discs,
      custody,
      disposals,
      holds,
      closing,
      keeping,
      witness,
      disclosures,
      releases,
      attachments,
      today,
      jobs,
      backups,
      verification,
      damages,
      scheme,
    }),
    act(name) {
      clockCheck.look();
      return actAs(actor(), name);
    },
    idleLockMinutes: () => settings.read().idleLockMinutes,
    mustAcknowledge: () => code.unacknowledged(person),
    leave,
    isBusy: () => jobs.isAnyRunning(),
    whenIdle: () => jobs.whenIdle(),
    handTo(next) {
      person = next;
      slices.start();
    },
    /** Whatever fails on the way, the vault is closed and its keys are wiped. */
    async close(why) {
      clearInterval(watch);
      try {
        await leave(why);
        await jobs.stopAll();
      } finally {
        vault.close();
      }
    },
  };
}
