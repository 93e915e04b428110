import type { Output, Parsed } from '../../shared/contract.ts';
import { type Disclosure, type DisclosureSummary, DisclosureRequest } from '../../shared/contract/disclosures.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, DisclosureId, RecordingId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import { reactSlip } from '../cases/react-slip.ts';
import type { CaseService } from '../cases/case-service.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { newId } from '../platform/ids.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { isPlace } from '../retention/keeping.ts';
import type { FreezeScope, KeepingService } from '../retention/keeping-service.ts';
import { daysBetween, londonDay } from '../time.ts';
import { checkRelease, checkRequest, CLASS_WORDS, freezes, handedTo, isPublic, nextState } from './disclosure.ts';
import {
  type DisclosureRow,
  findDisclosure,
  insertClockStep,
  insertDisclosure,
  listDisclosures,
  listOpenDisclosures,
  saveAgreement,
  stepDisclosure,
} from './disclosure-store.ts';
import { noCase } from './release.ts';
import { checkClockStep, requestClock } from './request-clock.ts';

export interface DisclosurePorts {
  readonly db: ReadDb;
  readonly cases: CaseService;
  readonly recordings: RecordingService;
  readonly keeping: KeepingService;
  readonly settings: SettingsService;
  readonly ledger: LedgerDesk;
  /** How many scanned papers are attached. */
  readonly papers: (disclosureId: string) => number;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

/** A request older than this is a wrong year. */
const OLDEST_DAYS = 366;

/** Requests for footage: logged, referred, decided (SC4; CoP 4.8-4.12). What leaves the house is release-service.ts. */
export function createDisclosureService(ports: DisclosurePorts) {
  const { db, cases, recordings, keeping, settings, ledger, papers, stepUp } = ports;
  const require = (id: DisclosureId): DisclosureRow => {
    const row = findDisclosure(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such request.');
    return row;
  };
  const summaryOf = (row: DisclosureRow): DisclosureSummary => ({
    ...row,
    requester: row.request.requester,
    organisation: row.request.organisation ?? null,
    clock: row.state === 'closed' ? null : requestClock(row.class, row.receivedOn, row.clockSteps),
    receiptBy: row.state === 'sent' ? (row.release?.receiptBy ?? null) : null,
  });
  const subject = (row: Pick<DisclosureRow, 'id' | 'number' | 'caseId'>) => ({
    name: `request ${row.number}`,
    ids: { disclosureId: row.id, caseId: row.caseId },
  });
  /** A day on which something was done: not ahead, and not before the request came. */
  const checkDay = (day: string, row: Pick<DisclosureRow, 'receivedOn'>, now: string): void => {
    if (day > londonDay(now)) throw new AppError('invalid-input', 'This day lies in the future.');
    if (day < row.receivedOn) throw new AppError('invalid-input', 'This day lies before the request was received.');
  };

  const checkScope = ({ recordingIds, caseId, period }: FreezeScope): void => {
    if (caseId !== null) cases.require(caseId);
    for (const id of recordingIds) recordings.requireHeld(id);
    if (period === null) return;
    if (period.to <= period.from) throw new AppError('invalid-input', 'The period must end after it begins.');
    if (!isPlace(period.place)) throw new AppError('invalid-input', 'Name the place in words.');
  };

  return {
    require,
    summaryOf,
    subject,
    checkDay,
    list: ({ caseId }: Parsed<'disclosures.list'>): Output<'disclosures.list'> =>
      listDisclosures(db, caseId ?? null).map(summaryOf),
    open: (): DisclosureSummary[] => listOpenDisclosures(db).map(summaryOf),
    ofCase: (caseId: CaseId): DisclosureRow[] => listDisclosures(db, caseId),
    /** Who was handed this thing and has it still, going by where it is now. */
    releasedTo: (id: string, whereNow: string): string | null =>
      listDisclosures(db, null).some(
        ({ release }) =>
          release !== null && handedTo(release) === whereNow && release.items.some((item) => item.id === id),
      )
        ? whereNow
        : null,
    /** The request under which this thing went out; null while it went under none. */
    releasedUnder: (id: string): string | null =>
      listDisclosures(db, null).find(({ release }) => release?.items.some((item) => item.id === id))?.number ?? null,
    isOpenOf: (caseId: CaseId): boolean => listOpenDisclosures(db).some((row) => row.caseId === caseId),

    approvals: (): Output<'approvals.list'> =>
      listOpenDisclosures(db)
        .filter(({ class: kind, state }) => state === (isPublic(kind) ? 'referred' : 'received'))
        .map((row) => ({
          kind: 'disclosure' as const,
          id: row.id,
          number: row.number,
          title: `${CLASS_WORDS[row.class]}, ${row.request.requester}`,
          askedBy: row.recordedBy,
          askedAt: row.recordedAt,
        })),

    /** What a scanned paper is attached to; a closed request takes none any more. */
    forPaper(id: string): { name: string; caseId: CaseId | null } {
      const row = require(id as DisclosureId);
      if (row.state === 'closed') throw new AppError('conflict', `${row.number} is closed and takes no more papers.`);
      return { name: subject(row).name, caseId: row.caseId };
    },

    /** The whole request on one screen. Reading it is itself an entry. */
    read({ disclosureId }: Parsed<'disclosures.read'>, act: Act): Disclosure {
      const row = require(disclosureId);
      act.change(['ledger'], (tx) => tx.enter(subject(row).name, subject(row).ids));
      const { recordedById: _, ...shown } = row;
      return {
        ...shown,
        ...summaryOf(row),
        freezes: keeping.touchedBy(disclosureId),
        reactSlip: reactSlip({
          reactRef: row.reactRef ?? 'No case on React',
          at: act.now(),
          by: act.actor.name,
          what: `request ${row.number} (${CLASS_WORDS[row.class]}) of ${row.request.requester}: ${STATE_WORDS[row.state]}`,
          why: row.request.purpose,
          witnessCode: ledger.witnessCode(),
        }),
      };
    },

    /** Logs a request. Those of the public and of a court freeze what they touch with the same entry (KE6). */
    receive(input: Parsed<'disclosures.receive'>, act: Act): DisclosureSummary {
      const { class: kind, receivedOn, recordingIds, caseId = null, period = null, ...rest } = input;
      const request = DisclosureRequest.parse(rest);
      checkRequest(kind, request);
      const today = londonDay(act.now());
      if (receivedOn > today) throw new AppError('invalid-input', 'The request cannot have come in the future.');
      if (daysBetween(receivedOn, today) > OLDEST_DAYS)
        throw new AppError('invalid-input', 'The request came more than a year ago. Check the year.');
      const scope = { recordingIds: unique(recordingIds), caseId, period };
      checkScope(scope);
      if (freezes(kind) && isEmpty(scope))
        throw new AppError(
          'clause',
          'This kind of request freezes what it touches. Choose its case, its recordings, or a place and a period.',
          { clause: '4.9' },
        );
      const id = newId<DisclosureId>();
      act.change(['retention', 'disclosures'], (tx) => {
        const number = nextNumber(tx, 'disclosure');
        const recorded = { recordedAt: act.now(), recordedById: act.actor.id, recordedBy: act.actor.name };
        insertDisclosure(tx, { id, number, class: kind, caseId, request, receivedOn, ...recorded });
        const of = { disclosureId: id, at: recorded.recordedAt, by: act.actor.name, reason: reasonOf(kind, number) };
        const frozen = freezes(kind) ? keeping.freeze(tx, scope, of) : [];
        tx.enter(`request ${number}`, {
          ...subject({ id, number, caseId }).ids,
          class: kind,
          receivedOn,
          requester: request.requester,
          organisation: request.organisation ?? null,
          basis: request.basis,
          purpose: request.purpose,
          footageAsked: request.footageAsked,
          frozen,
          ...scope,
        });
      });
      return summaryOf(require(id));
    },

    /** Freezes more for a request: a clarification may name other footage. */
    freeze(input: Parsed<'disclosures.freeze'>, act: Act): DisclosureSummary {
      const row = require(input.disclosureId);
      const scope = {
        recordingIds: unique(input.recordingIds),
        caseId: input.caseId ?? null,
        period: input.period ?? null,
      };
      checkScope(scope);
      if (isEmpty(scope)) throw new AppError('invalid-input', 'Choose what is to be frozen.');
      if (row.state === 'closed' || !freezes(row.class))
        throw new AppError(
          'clause',
          'Only an open request of the public or of a court freezes footage. For anything else ask the manager for a hold.',
          { clause: '4.6' },
        );
      act.change(['retention', 'disclosures'], (tx) => {
        const of = { disclosureId: row.id, at: act.now(), by: act.actor.name, reason: reasonOf(row.class, row.number) };
        tx.enter(subject(row).name, { ...subject(row).ids, frozen: keeping.freeze(tx, scope, of), ...scope });
      });
      return summaryOf(require(row.id));
    },

    /** CoP 4.8: the public is directed to the Assurance Team; the laptop has no network, so a person sends it on. */
    refer({ disclosureId, on, how }: Parsed<'disclosures.refer'>, act: Act): DisclosureSummary {
      const row = require(disclosureId);
      const state = nextState(row.class, row.state, 'refer');
      checkDay(on, row, act.now());
      const referral = { on, how, to: settings.read().assuranceMailbox, at: act.now(), by: act.actor.name };
      act.change(['disclosures'], (tx) => {
        stepDisclosure(tx, row, state, { referral });
        tx.enter(subject(row).name, { ...subject(row).ids, on, how, to: referral.to });
      });
      return summaryOf(require(disclosureId));
    },

    clock({ disclosureId, reason, ...step }: Parsed<'disclosures.clock'>, act: Act): DisclosureSummary {
      const row = require(disclosureId);
      if (row.state === 'closed') throw new AppError('conflict', `${row.number} is closed; its clock has stopped.`);
      const { receivedOn, clockSteps } = row;
      checkClockStep(row.class, { receivedOn, steps: clockSteps }, step, londonDay(act.now()));
      const { until = null, exemption = null } = step;
      act.change(['disclosures'], (tx) => {
        const said = { step: step.step, onDay: step.onDay, until, exemption, reason };
        insertClockStep(tx, disclosureId, { ...said, at: act.now(), by: act.actor.name });
        tx.enter(subject(row).name, { ...subject(row).ids, ...said });
      });
      return summaryOf(require(disclosureId));
    },

    recordAgreement(input: Parsed<'disclosures.recordAgreement'>, act: Act): DisclosureSummary {
      const { disclosureId, ...said } = input;
      const row = require(disclosureId);
      if (row.class !== 'other' || row.state !== 'received')
        throw new AppError(
          'conflict',
          'The Assurance Manager’s agreement is for undecided requests outside the list.',
          {
            clause: '4.12',
          },
        );
      checkDay(said.on, row, act.now());
      act.change(['disclosures'], (tx) => {
        saveAgreement(tx, disclosureId, { ...said, at: act.now(), by: act.actor.name });
        tx.enter(subject(row).name, { ...subject(row).ids, ...said });
      });
      return summaryOf(require(disclosureId));
    },

    async decide(input: Parsed<'disclosures.decide'>, act: Act): Promise<DisclosureSummary> {
      const { disclosureId, decision, reasons, password } = input;
      const check = (): { row: DisclosureRow; state: DisclosureRow['state'] } => {
        const row = require(disclosureId);
        const state = nextState(row.class, row.state, decision);
        // The Assurance Team may answer the public without a case; anybody else is handed things of one.
        if (decision === 'release' && row.caseId === null && !isPublic(row.class))
          throw new AppError('clause', noCase(row.class), { clause: '4.11' });
        if (decision === 'release')
          checkRelease(row.class, row.request, { attachments: papers(disclosureId), agreement: row.agreement });
        return { row, state };
      };
      check();
      await stepUp(act, password);
      act.change(['disclosures'], (tx) => {
        const { row, state } = check(); // the button may have been pressed twice while the password was checked
        stepDisclosure(tx, row, state, { decision: { decision, reasons, at: act.now(), by: act.actor.name } });
        tx.enter(subject(row).name, { ...subject(row).ids, class: row.class, decision, reasons });
      });
      return summaryOf(require(disclosureId));
    },
  };
}

const unique = (ids: readonly RecordingId[]): RecordingId[] => [...new Set(ids)];
const isEmpty = ({ recordingIds, caseId, period }: FreezeScope): boolean =>
  recordingIds.length === 0 && caseId === null && period === null;
const reasonOf = (kind: DisclosureRow['class'], number: string): string =>
  isPublic(kind) ? `${CLASS_WORDS[kind]} ${number} is open` : `court order or civil proceedings, request ${number}`;

const STATE_WORDS: Readonly<Record<DisclosureRow['state'], string>> = {
  received: 'received',
  referred: 'referred to the Assurance Team',
  granted: 'release decided',
  refused: 'refused',
  sent: 'sent, receipt awaited',
  closed: 'closed',
};

export type DisclosureService = ReturnType<typeof createDisclosureService>;
