import type { CommandName } from '../shared/contract.ts';
import type { Person } from '../shared/model.ts';
import type { CaseService } from './cases/case-service.ts';
import type { CourtService } from './court/court-service.ts';
import type { DiscService } from './court/disc-service.ts';
import type { Scheme } from './deployments/scheme-service.ts';
import type { DocumentService } from './documents/document-service.ts';
import type { Handlers } from './gateway.ts';
import type { Jobs } from './jobs.ts';
import type { BreachService } from './oversight/breach-service.ts';
import type { LedgerDesk } from './oversight/ledger-desk-service.ts';
import type { SettingsService } from './oversight/settings-service.ts';
import type { TodayService } from './oversight/today-service.ts';
import type { PeopleService } from './people/people-service.ts';
import type { RecordingService } from './recordings/recording-service.ts';
import type { DisposalService } from './retention/disposal-service.ts';
import type { RetrievalService } from './retrievals/retrieval-service.ts';
import type { StickService } from './retrievals/stick-service.ts';
import type { StillService } from './stills/still-service.ts';
import type { ViewingService } from './viewings/viewing-service.ts';
import { createSchemeHandlers } from './scheme-handlers.ts';

/** Commands that are answered before anybody has signed in; app.ts answers them. */
export type EarlyCommand = Extract<CommandName, `setup.${string}` | 'app.state' | `session.${string}`>;
export type SignedInHandlers = Omit<Handlers, EarlyCommand>;

export interface Services {
  readonly people: PeopleService;
  /** Who is signed in at this moment. */
  readonly person: () => Person;
  readonly settings: SettingsService;
  readonly breaches: BreachService;
  readonly ledger: LedgerDesk;
  readonly documents: DocumentService;
  readonly cases: CaseService;
  readonly recordings: RecordingService;
  readonly sticks: StickService;
  readonly retrievals: RetrievalService;
  readonly viewings: ViewingService;
  readonly stills: StillService;
  readonly court: CourtService;
  readonly discs: DiscService;
  readonly disposals: DisposalService;
  readonly today: TodayService;
  readonly jobs: Jobs;
  readonly scheme: Scheme;
}

/** The table: one service call a command. */
export const createHandlers = (s: Services): SignedInHandlers => ({
  'people.list': () => s.people.list(),
  'settings.read': () => s.settings.read(),
  'settings.change': (input, act) => s.settings.change(input, act),
  'cases.list': () => s.cases.list(),
  'cases.open': (input, act) => s.cases.open(input, act),
  'cases.read': (input, act) => s.cases.read(input, act),
  'cases.reportIncident': (input, act) => s.cases.reportIncident(input, act),
  'sticks.list': () => s.sticks.list(),
  'sticks.register': (input, act) => s.sticks.register(input, act),
  'retrievals.survey': (input, act) => s.retrievals.survey(input, act),
  'retrievals.coverage': (input) => s.retrievals.coverage(input),
  'retrievals.start': (input, act) => s.retrievals.start(input, act),
  'retrievals.list': (input) => s.retrievals.list(input),
  'retrievals.read': (input) => s.retrievals.read(input),
  'recordings.list': (input) => s.recordings.list(input),
  'recordings.read': (input, act) => s.recordings.read(input, act),
  'viewings.open': (input, act) => s.viewings.open(input, act),
  'viewings.watched': (input, act) => s.viewings.watched(input, act),
  'viewings.bookmark': (input, act) => s.viewings.bookmark(input, act),
  'viewings.close': (input, act) => s.viewings.close(input, act),
  'viewings.list': (input) => s.viewings.list(input),
  'stills.request': (input, act) => s.stills.request(input, act),
  'stills.decide': (input, act) => s.stills.decide(input, act),
  'stills.produce': (input, act) => s.stills.produce(input, act),
  'stills.countersign': (input, act) => s.stills.countersign(input, act),
  'stills.show': (input, act) => s.stills.show(input, act),
  'stills.list': (input) => s.stills.list(input),
  'proceedings.list': (input) => s.court.listProceedings(input),
  'proceedings.name': (input, act) => s.court.nameProceedings(input, act),
  'bundles.list': (input) => s.court.listBundles(input),
  'bundles.prepare': (input, act) => s.court.prepare(input, act),
  'bundles.decide': (input, act) => s.court.decide(input, act),
  'drives.list': () => s.discs.drives(),
  'discs.list': (input) => s.discs.list(input),
  'discs.burn': (input, act) => s.discs.burn(input, act),
  'discs.check': (input, act) => s.discs.check(input, act),
  'discs.move': (input, act) => s.discs.move(input, act),
  'today.read': () => s.today.read(s.person().role),
  'approvals.list': () => s.today.approvals(),
  'ledger.search': (input) => s.ledger.search(input),
  'ledger.verify': (_input, act) => s.ledger.verify(act),
  'ledger.checkCode': (input, act) => s.ledger.checkCode(input, act),
  'breaches.list': () => s.breaches.list(),
  'documents.list': (input) => s.documents.list(input),
  'documents.print': (input, act) => s.documents.print(input, act),
  'retention.disposeDue': (_input, act) => {
    const { jobId, due } = s.disposals.disposeDue(act);
    return { jobId, due };
  },
  'disposals.list': () => s.disposals.list(),
  'jobs.list': () => s.jobs.list(),
  'jobs.cancel': ({ jobId }, act) => s.jobs.cancel(jobId, act),
  ...createSchemeHandlers(s.scheme),
});
