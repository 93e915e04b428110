import type { CommandName } from '../shared/contract.ts';
import type { Person } from '../shared/model.ts';
import type { BackupService } from './backups/backup-service.ts';
import type { ClosingService } from './cases/closing-service.ts';
import type { CaseService } from './cases/case-service.ts';
import type { ClockService } from './clock/clock-service.ts';
import type { PresentationService } from './court/presentation-service.ts';
import type { DisclosureService } from './disclosures/disclosure-service.ts';
import type { ReleaseService } from './disclosures/release-service.ts';
import type { AttachmentService } from './documents/attachment-service.ts';
import type { Scheme } from './deployments/scheme-service.ts';
import type { DocumentService } from './documents/document-service.ts';
import type { Handlers } from './gateway.ts';
import type { Jobs } from './jobs.ts';
import type { PostureService } from './lockdown/posture-service.ts';
import type { BreachService } from './oversight/breach-service.ts';
import type { LedgerDesk } from './oversight/ledger-desk-service.ts';
import type { LedgerExportService } from './oversight/ledger-export-service.ts';
import type { SettingsService } from './oversight/settings-service.ts';
import type { TodayService } from './oversight/today-service.ts';
import type { CodeService } from './people/code-service.ts';
import type { AccountService } from './people/account-service.ts';
import type { NoticeService } from './people/notice-service.ts';
import type { PeopleService } from './people/people-service.ts';
import type { QualificationService } from './people/qualification-service.ts';
import type { RecoveryService } from './people/recovery-service.ts';
import type { RecoverySheetsService } from './people/recovery-sheets-service.ts';
import type { RenewalService } from './people/renewal-service.ts';
import type { SetupService } from './people/setup-service.ts';
import type { RecordingCases } from './recordings/recording-cases-service.ts';
import type { RecordingService } from './recordings/recording-service.ts';
import type { DisposalService } from './retention/disposal-service.ts';
import type { HoldService } from './retention/hold-service.ts';
import type { KeepingService } from './retention/keeping-service.ts';
import type { WitnessService } from './retention/witness-service.ts';
import type { RetrievalService } from './retrievals/retrieval-service.ts';
import type { PortalConnections } from './retrievals/portal-connection-service.ts';
import type { PortalCopies } from './retrievals/portal-copy-service.ts';
import type { PortalService } from './retrievals/portal-service.ts';
import type { SimulatedRecorder } from './retrievals/simulated-recorder-service.ts';
import type { RecorderService } from './retrievals/recorder-service.ts';
import type { SiteService } from './retrievals/site-service.ts';
import type { StickService } from './retrievals/stick-service.ts';
import type { DamageService } from './verification/damage-service.ts';
import type { VerificationService } from './verification/verification-service.ts';
import { londonDay } from './time.ts';
import type { RecognitionService } from './viewings/recognition-service.ts';
import type { ViewingService } from './viewings/viewing-service.ts';
import { type CourtDesk, createCourtHandlers } from './court-handlers.ts';
import type { LicenceApplications } from './people/licence-application-service.ts';
import type { PictureEndings } from './deployments/picture-ending-service.ts';
import { createSchemeHandlers } from './scheme-handlers.ts';
import { createStillHandlers, type StillDesk } from './still-handlers.ts';
import type { Audits } from './wire-audits.ts';

/** Commands that are answered before anybody has signed in; app.ts answers them. */
export type EarlyCommand = Extract<
  CommandName,
  `setup.${string}` | `restore.${string}` | 'app.state' | `session.${string}` | `recovery.${string}`
>;
export type SignedInHandlers = Omit<Handlers, EarlyCommand>;

export interface Services extends CourtDesk, StillDesk {
  readonly people: PeopleService;
  readonly qualifications: QualificationService;
  readonly code: CodeService;
  readonly accounts: AccountService;
  readonly renewals: RenewalService;
  readonly notices: NoticeService;
  readonly recoverySheets: RecoverySheetsService;
  /** Who is signed in at this moment. */
  readonly person: () => Person;
  readonly settings: SettingsService;
  readonly breaches: BreachService;
  readonly ledger: LedgerDesk;
  readonly clock: ClockService;
  /** Confirms the clock and goes on with what waited for it. */
  readonly confirmClock: ClockService['confirm'];
  readonly posture: PostureService;
  readonly ledgerExport: LedgerExportService;
  readonly documents: DocumentService;
  readonly cases: CaseService;
  readonly closing: ClosingService;
  readonly recordings: RecordingService;
  readonly recordingCases: RecordingCases;
  readonly sticks: StickService;
  readonly sites: SiteService;
  readonly recorders: RecorderService;
  readonly portals: PortalService;
  readonly portalCopies: PortalCopies;
  readonly portalConnections: PortalConnections;
  readonly simulated: SimulatedRecorder;
  readonly retrievals: RetrievalService;
  readonly viewings: ViewingService;
  readonly recognitions: RecognitionService;
  readonly licenceApplications: LicenceApplications;
  readonly pictureEndings: PictureEndings;
  readonly presentations: PresentationService;
  readonly disposals: DisposalService;
  readonly holds: HoldService;
  readonly keeping: KeepingService;
  readonly witness: WitnessService;
  readonly disclosures: DisclosureService;
  readonly releases: ReleaseService;
  readonly attachments: AttachmentService;
  readonly today: TodayService;
  readonly jobs: Jobs;
  readonly backups: BackupService;
  readonly verification: VerificationService;
  readonly damages: DamageService;
  readonly scheme: Scheme;
  readonly oversightHandlers: Audits['oversightHandlers'];
}

/** The table of what is answered with the vault closed. */
export const createEarlyHandlers = ({ setup, recovery }: { setup: SetupService; recovery: RecoveryService }) =>
  ({
    'setup.begin': (input) => setup.begin(input),
    'setup.finish': (input, act) => setup.finish(input, act),
    'setup.printSheet': (input) => setup.printSheet(input),
    'recovery.check': (input) => recovery.check(input),
    'recovery.begin': (input) => recovery.begin(input),
    'recovery.finish': (input, act) => recovery.finish(input, act),
    'recovery.printSheet': (input) => recovery.printSheet(input),
  }) satisfies Pick<Handlers, Exclude<EarlyCommand, 'app.state' | `session.${string}` | `restore.${string}`>>;

/** The table: one service call a command. */
export const createHandlers = (s: Services): SignedInHandlers => ({
  'people.list': () => s.people.list(),
  'licences.list': () => s.qualifications.licences(),
  'licences.applications': () => s.licenceApplications.list(),
  'licences.apply': (input, act) => s.licenceApplications.apply(input, act),
  'licences.endApplication': (input, act) => s.licenceApplications.end(input, act),
  'licences.enter': (input, act) => s.qualifications.enterLicence(input, act),
  'training.list': () => s.qualifications.training(),
  'training.enter': (input, act) => s.qualifications.enterTraining(input, act),
  'code.read': () => s.code.read(s.person().id),
  'code.acknowledge': (input, act) => s.code.acknowledge(input, act),
  'code.raise': (input, act) => s.code.raise(input, act),
  'code.review': (input, act) => s.code.review(input, act),
  'people.prepareAccount': (input, act) => s.accounts.prepare(input, act),
  'people.openAccount': (input, act) => s.accounts.open(input, act),
  'people.closeAccount': (input, act) => s.accounts.close(input, act),
  'people.changePassword': (input, act) => s.renewals.changePassword(input, act),
  'people.resetPassword': (input, act) => s.renewals.resetPassword(input, act),
  'people.beginAuthenticator': (input, act) => s.renewals.beginAuthenticator(input, act),
  'people.finishAuthenticator': (input, act) => s.renewals.finishAuthenticator(input, act),
  'people.notices': () => s.notices.list(),
  'people.acknowledgeNotice': (input, act) => s.notices.acknowledge(input, act),
  'people.renewSheets': (input, act) => s.recoverySheets.renew(input, act),
  'people.printSheet': (input) => s.recoverySheets.print(input),
  'settings.read': () => s.settings.read(),
  'settings.change': (input, act) => s.settings.change(input, act),
  'cases.list': () => s.cases.list(),
  'cases.open': (input, act) => s.cases.open(input, act),
  'cases.read': (input, act) => s.cases.read(input, act),
  'cases.closingReview': (input) => s.closing.review(input),
  'cases.close': (input, act) => s.closing.close(input, act),
  'cases.reviewKept': (input, act) => s.closing.reviewKept(input, act),
  'cases.reportIncident': (input, act) => s.cases.reportIncident(input, act),
  'sticks.list': () => s.sticks.list(),
  'sticks.register': (input, act) => s.sticks.register(input, act),
  'sites.list': () => s.sites.list(),
  'sites.register': (input, act) => s.sites.register(input, act),
  'sites.change': (input, act) => s.sites.change(input, act),
  'portals.list': () => s.portals.list(),
  'portals.register': (input, act) => s.portals.register(input, act),
  'portals.decide': (input, act) => s.portals.decide(input, act),
  'portals.connect': (input, act) => s.portalConnections.connect(input, act),
  'portals.copies': (input) => s.portalCopies.list(input),
  'portals.copyGone': (input, act) => s.portalCopies.gone(input, act),
  'sites.showKey': (input, act) => s.recorders.showKey(input, act),
  'retrievals.connect': (input, act) => s.recorders.connect(input, act),
  'retrievals.connectSimulated': (_input, act) => s.simulated.connect(act),
  'retrievals.search': (input, act) => s.retrievals.search(input, act),
  'retrievals.survey': (input, act) => s.retrievals.survey(input, act),
  'retrievals.compareList': (input, act) => s.retrievals.compareList(input, act),
  'retrievals.coverage': (input) => s.retrievals.coverage(input),
  'retrievals.start': (input, act) => s.retrievals.start(input, act),
  'retrievals.list': (input) => s.retrievals.list(input),
  'retrievals.read': (input) => s.retrievals.read(input),
  'recordings.cases': (input) => s.recordingCases.casesOf(input),
  'recordings.linked': (input) => s.recordings.linkedTo(input),
  'recordings.list': (input) => s.recordings.list(input),
  'recordings.read': (input, act) => s.recordings.read(input, act),
  'viewings.open': (input, act) => s.viewings.open(input, act),
  'viewings.openWithOfficer': (input, act) => s.viewings.open(input, act),
  'viewings.stillShown': (input, act) => s.viewings.stillShown(input, act),
  'viewings.present': (input, act) => s.presentations.present(input, act),
  'viewings.watched': (input, act) => s.viewings.watched(input, act),
  'viewings.bookmark': (input, act) => s.viewings.bookmark(input, act),
  'viewings.close': (input, act) => s.viewings.close(input, act),
  'viewings.recordRecognition': (input, act) => s.recognitions.record(input, act),
  'viewings.enterRecognition': (input, act) => s.recognitions.enter(input, act),
  'viewings.recognitions': (input) => s.recognitions.list(input),
  'viewings.list': (input) => s.viewings.list(input),
  'today.read': () => s.today.read(s.person().role),
  'approvals.list': () => s.today.approvals(),
  'ledger.search': (input) => s.ledger.search(input),
  'clock.read': () => s.clock.read(),
  'clock.confirm': (input, act) => s.confirmClock(input, act),
  'posture.read': () => s.posture.read(),
  'posture.check': (_input, act) => s.posture.check(act),
  'posture.accept': (input, act) => s.posture.accept(input, act),
  'ledger.checkpoints': () => s.ledger.checkpoints(),
  'ledger.compare': (input, act) => s.ledger.compare(input, act),
  'ledger.export': (input, act) => s.ledgerExport.write(input, act),
  'ledger.verify': (_input, act) => s.verification.verifyLedger(act),
  'ledger.checkCode': (input, act) => s.ledger.checkCode(input, act),
  'breaches.list': () => s.breaches.list(),
  'breaches.report': (input, act) => s.breaches.report(input, act),
  'breaches.note': (input, act) => s.breaches.note(input, act),
  'breaches.acknowledge': (input, act) => s.breaches.acknowledge(input, act),
  'breaches.refer': (input, act) => s.breaches.refer(input, act),
  'breaches.referralEnded': (input, act) => s.breaches.referralEnded(input, act),
  'breaches.assess': (input, act) => s.breaches.assess(input, act),
  'breaches.decideIco': (input, act) => s.breaches.decideIco(input, act),
  'breaches.close': (input, act) => s.breaches.close(input, act),
  'documents.list': (input) => s.documents.list(input),
  'documents.print': (input, act) => s.documents.print(input, act),
  'retention.disposeDue': (_input, act) => {
    const { jobId, due } = s.disposals.disposeDue(act);
    return { jobId, due };
  },
  'backups.drives': () => s.backups.list(),
  'backups.register': (input, act) => s.backups.register(input, act),
  'backups.retire': (input, act) => s.backups.retire(input, act),
  'backups.start': (input, act) => s.backups.start(input, act),
  'backups.check': (input, act) => s.backups.check(input, act),
  'verification.read': (_input, act) => s.verification.read(act.now()),
  'verification.start': (_input, act) => s.verification.start(act),
  'damages.list': () => s.damages.list(),
  'damages.decide': (input, act) => s.damages.decide(input, act),
  'disposals.list': () => s.witness.list(),
  'disposals.witness': (input, act) => s.witness.witness(input, act),
  'disposals.report': (input, act) => s.witness.report(input, act),
  'holds.list': (input) => s.holds.list(input),
  'holds.ask': (input, act) => s.holds.ask(input, act),
  'holds.askExtension': (input, act) => s.holds.askExtension(input, act),
  'holds.decide': (input, act) => s.holds.decide(input, act),
  'holds.end': (input, act) => s.holds.end(input, act),
  'freezes.list': (input) => s.keeping.listFreezes(input),
  'retention.keptBy': ({ recordingId }, act) => ({ keptBy: s.keeping.keptBy(recordingId, londonDay(act.now())) }),
  'disclosures.list': (input) => s.disclosures.list(input),
  'disclosures.read': (input, act) => s.disclosures.read(input, act),
  'disclosures.receive': (input, act) => s.disclosures.receive(input, act),
  'disclosures.freeze': (input, act) => s.disclosures.freeze(input, act),
  'disclosures.refer': (input, act) => s.disclosures.refer(input, act),
  'disclosures.clock': (input, act) => s.disclosures.clock(input, act),
  'disclosures.recordAgreement': (input, act) => s.disclosures.recordAgreement(input, act),
  'disclosures.decide': (input, act) => s.disclosures.decide(input, act),
  'disclosures.send': (input, act) => s.releases.send(input, act),
  'disclosures.receipt': (input, act) => s.releases.receipt(input, act),
  'disclosures.close': (input, act) => s.releases.close(input, act),
  'attachments.list': (input) => s.attachments.list(input),
  'attachments.add': (input, act) => s.attachments.add(input, act),
  'attachments.show': (input, act) => s.attachments.show(input, act),
  'attachments.print': (input, act) => s.attachments.print(input, act),
  'attachments.save': (input, act) => s.attachments.save(input, act),
  'jobs.list': () => s.jobs.list(),
  'jobs.cancel': ({ jobId }, act) => s.jobs.cancel(jobId, act),
  ...createSchemeHandlers(s.scheme, s.pictureEndings),
  ...createCourtHandlers(s),
  ...createStillHandlers(s),
  ...s.oversightHandlers,
});
