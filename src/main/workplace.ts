import type { CommandName, EventMessage } from '../shared/contract.ts';
import type { Person } from '../shared/model.ts';
import { type Act, type Actor, theApplication } from './acts.ts';
import type { Shell } from './app.ts';
import { createCaseService } from './cases/case-service.ts';
import { createBundleAssembly } from './court/bundle-service.ts';
import { createBurnJob } from './court/burn-job.ts';
import { createCourtService } from './court/court-service.ts';
import { createDiscService } from './court/disc-service.ts';
import type { DiscDrive } from './court/disc-drive.ts';
import { createScheme } from './deployments/scheme-service.ts';
import { createDocumentService } from './documents/document-service.ts';
import { createHandlers, type SignedInHandlers } from './handlers.ts';
import { createJobs } from './jobs.ts';
import { createMedia, type Media } from './media.ts';
import type { OpenVault } from './open-vault.ts';
import { createBreachService } from './oversight/breach-service.ts';
import { createLedgerDesk } from './oversight/ledger-desk-service.ts';
import { createSettingsService } from './oversight/settings-service.ts';
import { createTodayService } from './oversight/today-service.ts';
import { createPeopleService } from './people/people-service.ts';
import { createSigningService } from './people/signing-service.ts';
import type { Clock } from './platform/clock.ts';
import { findMediaTools } from './platform/media-tools.ts';
import { createExaminationService } from './recordings/examination-service.ts';
import type { MediaPorts } from './recordings/piped-footage.ts';
import { createRecordingService } from './recordings/recording-service.ts';
import { createDisposalService } from './retention/disposal-service.ts';
import { recover } from './recovery.ts';
import { createRetrievalService } from './retrievals/retrieval-service.ts';
import { createStickService } from './retrievals/stick-service.ts';
import { createStillService } from './stills/still-service.ts';
import { createObjectService } from './vault/object-service.ts';
import { createViewingService, type ViewingService } from './viewings/viewing-service.ts';

export interface WorkplacePorts {
  readonly vault: OpenVault;
  readonly person: Person;
  readonly clock: Clock;
  readonly shell: Shell;
  readonly announce: (message: EventMessage) => void;
  readonly report: (name: string, error: unknown) => string;
  readonly stepUp: (vault: OpenVault, act: Act, password: string) => Promise<void>;
  readonly discDrives: () => Promise<readonly DiscDrive[]>;
  readonly bundlePage: () => Promise<string>;
  readonly software: { readonly name: string; readonly version: string };
}

/** Everything there is while somebody is signed in; gone, with all keys, when it closes. */
export interface Workplace {
  /** Who works here now. */
  person(): Person;
  readonly media: Media;
  readonly handlers: SignedInHandlers;
  act(name: CommandName): Act;
  idleLockMinutes(): number;
  /** Nothing of footage is on the screen any more: viewings end, grants die. Work that runs by itself goes on. */
  leave(why: string): Promise<void>;
  isBusy(): boolean;
  /** When the work that runs now has ended. */
  whenIdle(): Promise<void>;
  /** The next person takes over work that went on behind a locked screen. */
  handTo(person: Person): void;
  close(why: string): Promise<void>;
}

/** Wires the features of an open vault together by hand, and puts right what a crash left before anyone sees it. */
export async function createWorkplace(ports: WorkplacePorts): Promise<Workplace> {
  const { vault, clock, shell, announce, report } = ports;
  let person = ports.person;
  const { database } = vault;
  const actor = (): Actor => ({ id: person.id, name: person.name, role: person.role });
  const actAs = (who: Actor, name: string): Act => vault.act(who, name);
  const stepUp = (act: Act, password: string): Promise<void> => ports.stepUp(vault, act, password);
  let mediaTools: Promise<MediaPorts> | null = null;
  const media = createMedia();
  const findTools = (): Promise<MediaPorts> => (mediaTools ??= findMediaTools().then((tools) => ({ tools })));

  const signing = createSigningService({ db: database, vaultKey: vault.vaultKey });
  const people = createPeopleService(database);
  const jobs = createJobs({ now: clock.now, db: database, announce, report });
  const objects = createObjectService({ db: database, vaultFolder: vault.folder, keys: vault.keys });
  const settings = createSettingsService({ db: database, stepUp });
  const breaches = createBreachService(database);
  const ledger = createLedgerDesk({ ledger: vault.ledger, signing });
  const documents = createDocumentService({ db: database, objects, ledger, settings, shell });
  const cases = createCaseService({ db: database, clock, settings, ledger });
  const scheme = createScheme({ db: database, clock, cases, documents, settings, breaches, ledger, stepUp });
  let viewings: ViewingService | null = null;
  const announceDamage = (item: string, message: string): void =>
    announce({ name: 'integrity.failed', data: { item, message } });
  const recordings = createRecordingService({
    db: database,
    clock,
    objects,
    breaches,
    viewingsOf: (id) => viewings?.ofRecording(id) ?? [],
    announceDamage,
  });
  const examinations = createExaminationService({ objects, recordings, breaches, settings, media: findTools, jobs });
  const sticks = createStickService({ db: database });
  const retrievals = createRetrievalService({
    db: database,
    shell,
    vaultFolder: vault.folder,
    objects,
    jobs,
    cases,
    sticks,
    recordings,
    examinations,
    documents,
    settings,
    ground: scheme.retrievalGround,
  });
  viewings = createViewingService({ db: database, media, recordings, settings, ledger, actAs });
  const stills = createStillService({
    db: database,
    media,
    objects,
    recordings,
    viewings,
    documents,
    mediaTools: findTools,
    breaches,
    announceDamage,
    actAs,
    stepUp,
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
    page: ports.bundlePage,
    software: ports.software,
  });
  const burning = createBurnJob({ court, documents, signing, assembly });
  const discs = createDiscService({ db: database, court, jobs, burning, drives: ports.discDrives });
  const disposals = createDisposalService({
    database,
    keys: vault.keys,
    objects,
    recordings,
    documents,
    settings,
    viewings,
    jobs,
  });
  const today = createTodayService({
    people,
    clock,
    cases,
    recordings,
    stills,
    court,
    jobs,
    dueElsewhere: [scheme.due],
    approvalsElsewhere: [scheme.approvals],
  });

  await recover({
    act: actAs(theApplication, 'recovery.sweep'),
    report,
    objects,
    retrievals,
    steps: {
      viewings: (act) => viewings.endAll(act, 'The application stopped before the viewing was closed.'),
      retrievals: (act) => retrievals.resolveLeftOvers(act),
      discs: (act) => discs.resolveLeftOvers(act),
      jobs: (act) => jobs.resolveLeftOvers(act),
      rotation: async (act) => void (await disposals.resume(act.as('recovery.rotation'))),
      missing: (act, { missing }) => recordings.quarantineMissing(missing, act),
      disposal: () => void disposals.disposeDue(actAs(theApplication, 'retention.disposeDue')),
      examinations: () => examinations.examineWaiting(actAs(theApplication, 'recordings.examineWaiting')),
    },
  });

  const leave = async (why: string): Promise<void> => {
    await media.revokeAll();
    await viewings.endAll(actAs(theApplication, 'session.close'), why);
  };

  return {
    person: () => person,
    media,
    handlers: createHandlers({
      people,
      person: () => person,
      settings,
      breaches,
      ledger,
      documents,
      cases,
      recordings,
      sticks,
      retrievals,
      viewings,
      stills,
      court,
      discs,
      disposals,
      today,
      jobs,
      scheme,
    }),
    act: (name) => actAs(actor(), name),
    idleLockMinutes: () => settings.read().idleLockMinutes,
    leave,
    isBusy: () => jobs.isAnyRunning(),
    whenIdle: () => jobs.whenIdle(),
    handTo: (next) => void (person = next),
    /** Whatever fails on the way, the vault is closed and its keys are wiped. */
    async close(why) {
      try {
        await leave(why);
        await jobs.stopAll();
      } finally {
        vault.close();
      }
    },
  };
}
