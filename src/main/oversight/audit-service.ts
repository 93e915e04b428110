import type { Parsed } from '../../shared/contract.ts';
import type { Audit, AuditArea, AuditDraw, AuditSummary } from '../../shared/contract/audits.ts';
import { AppError } from '../../shared/failure.ts';
import type { AuditCheckId, AuditId, RecommendationId } from '../../shared/model.ts';
import type { Act, Details, Transaction } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import { auditSheet } from '../documents/audit-sheet.ts';
import { type DocumentService, orDiscard } from '../documents/document-service.ts';
import type { PeopleService } from '../people/people-service.ts';
import { newId } from '../platform/ids.ts';
import { drawBytes } from '../platform/random.ts';
import { sha256Hex } from '../platform/sha256.ts';
import { londonDay } from '../time.ts';
import {
  type AuditRow,
  checksOf,
  closeAudit,
  findAudit,
  findCheck,
  findRecommendation,
  insertAudit,
  insertCheck,
  insertRecommendation,
  listAudits,
  listPromised,
  recommendationsOf,
  saveAction,
  saveAnswer,
  saveDraw,
  saveFinding,
} from './audit-store.ts';
import type { RegisterName } from './registers.ts';
import { enteredBetween } from './register-period.ts';
import { readRegister } from './register-store.ts';
import {
  commitment,
  drawItems,
  type Population,
  refuseBadPeriod,
  refuseUnfinished,
  refuseWithoutNote,
} from './spot-check.ts';

export interface AuditPorts {
  readonly db: ReadDb;
  readonly people: Pick<PeopleService, 'list'>;
  readonly documents: DocumentService;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

const hashText = (text: string): string => sha256Hex(new TextEncoder().encode(text));
const withoutUndefined = (facts: object): Details => JSON.parse(JSON.stringify(facts)) as Details;

/** Audits of the scheme: terms, random spot checks, findings, recommendations and their answers (CoP 6.5, 6.6). */
export function createAuditService({ db, people, documents, stepUp }: AuditPorts) {
  const require = (id: AuditId): AuditRow => {
    const row = findAudit(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such audit.');
    return row;
  };
  const requireOpen = (id: AuditId): AuditRow => {
    const row = require(id);
    if (row.closedAt !== null)
      throw new AppError('conflict', `${row.number} is closed. What comes up now belongs to the next audit.`);
    return row;
  };
  const show = (id: AuditId): Audit => {
    const row = require(id);
    const [drawn, recommendations] = [checksOf(db, id), recommendationsOf(db, id)];
    return { ...row, ...countsOf(drawn, recommendations), drawn, recommendations };
  };
  const subject = ({ number, id }: Pick<AuditRow, 'number' | 'id'>): { name: string; ids: Details } => ({
    name: `audit ${number}`,
    ids: { auditId: id },
  });
  const enter = (tx: Transaction, row: Pick<AuditRow, 'number' | 'id'>, facts: object): void =>
    void tx.enter(subject(row).name, { ...subject(row).ids, ...withoutUndefined(facts) });

  const populationOf = (area: AuditArea, { from, until }: AuditRow): Population => {
    const register: RegisterName = area;
    const inPeriod = enteredBetween(register, readRegister(db, register), { from, until });
    return { area, items: [...new Set(inPeriod.map(({ number }) => String(number)))] };
  };

  return {
    list: (): AuditSummary[] => listAudits(db).map(({ id }) => summaryOf(show(id))),
    read: ({ auditId }: Parsed<'audits.read'>): Audit => show(auditId),
    require: show,
    /** The signed terms of reference are attached while the audit is open (CoP 6.5). */
    forPaper: (id: string): { name: string; caseId: null } => ({
      name: `audit ${requireOpen(id as AuditId).number}`,
      caseId: null,
    }),

    async open(input: Parsed<'audits.open'>, act: Act): Promise<Audit> {
      const { password, auditorId = null, ...given } = input;
      const today = londonDay(act.now());
      refuseBadPeriod(given, today);
      if (given.authorisedOn > today)
        throw new AppError('invalid-input', 'The audit cannot have been authorised in the future. Check the day.');
      const account = auditorId === null ? null : people.list().find(({ id }) => id === auditorId);
      if (account === undefined || (account !== null && (account.role !== 'auditor' || account.closedAt !== null)))
        throw new AppError(
          'invalid-input',
          'That is not the account of an auditor, or it is closed. The manager opens one under Settings, People.',
        );
      await stepUp(act, password);
      const id = newId<AuditId>();
      act.change(['audits'], (tx) => {
        const number = nextNumber(tx, 'audit');
        const row = {
          ...given,
          id,
          number,
          areas: [...new Set(given.areas)],
          auditor: account?.name ?? given.auditor,
          auditorId,
          openedAt: act.now(),
          openedBy: act.actor.name,
        };
        insertAudit(tx, row);
        enter(tx, row, row);
      });
      return show(id);
    },

    /** The seed and what it will pick from are in the ledger before anything is picked: two entries, in this order. */
    draw({ auditId, perArea }: Parsed<'audits.draw'>, act: Act): Audit {
      const row = requireOpen(auditId);
      if (row.draw !== null)
        throw new AppError(
          'clause',
          `The spot checks of ${row.number} have been drawn already. They are drawn once: whoever draws again until it suits draws nothing at random. For further checks open a further audit.`,
          { clause: '6.6' },
        );
      const population = row.areas.map((area) => populationOf(area, row));
      if (population.every(({ items }) => items.length === 0))
        throw new AppError('conflict', 'The registers hold nothing of these areas in this period. Nothing was drawn.');
      const draw: AuditDraw = {
        at: act.now(),
        by: act.actor.name,
        seed: Buffer.from(drawBytes(32)).toString('hex'),
        perArea,
        population: population.map((each) => ({
          area: each.area,
          count: each.items.length,
          sha256: commitment(each, hashText),
        })),
      };
      act.change(['audits'], (tx) => {
        saveDraw(tx, auditId, draw);
        enter(tx, row, { ...draw, step: 'seed drawn, nothing picked yet' });
        const picked = population.flatMap(({ area, items }) =>
          drawItems(draw.seed, items, perArea, hashText).map((item) => ({ area, item })),
        );
        for (const [position, each] of picked.entries())
          insertCheck(tx, { id: newId<AuditCheckId>(), auditId, position, ...each });
        enter(tx, row, { step: 'picked', picked });
      });
      return show(auditId);
    },

    find({ checkId, finding, note }: Parsed<'audits.find'>, act: Act): Audit {
      const check = findCheck(db, checkId);
      if (check === null) throw new AppError('not-found', 'There is no such spot check.');
      const row = requireOpen(check.auditId);
      refuseWithoutNote(finding, note);
      act.change(['audits'], (tx) => {
        saveFinding(tx, checkId, { finding, note: note ?? null, at: act.now(), by: act.actor.name });
        const { area, item, finding: before } = check;
        enter(tx, row, { checkId, area, item, finding, note, ...(before === null ? {} : { before }) });
      });
      return show(row.id);
    },

    recommend({ auditId, text }: Parsed<'audits.recommend'>, act: Act): Audit {
      const row = requireOpen(auditId);
      const id = newId<RecommendationId>();
      act.change(['audits'], (tx) => {
        const position = recommendationsOf(tx, auditId).length + 1;
        insertRecommendation(tx, { id, auditId, position, text, at: act.now(), by: act.actor.name });
        enter(tx, row, { recommendationId: id, position, text });
      });
      return show(auditId);
    },

    answer({ recommendationId, ...given }: Parsed<'audits.answer'>, act: Act): Audit {
      const found = findRecommendation(db, recommendationId);
      if (found === null) throw new AppError('not-found', 'There is no such recommendation.');
      const row = requireOpen(found.auditId);
      if (found.answer !== null) throw new AppError('conflict', 'This recommendation has been answered already.');
      act.change(['audits'], (tx) => {
        saveAnswer(tx, recommendationId, { ...given, at: act.now(), by: act.actor.name });
        enter(tx, row, { recommendationId, ...given });
      });
      return show(row.id);
    },

    /** What was promised in an answer has been done: a day, and what was done. Also after the audit was closed. */
    carryOut({ recommendationId, on, note }: Parsed<'audits.carryOut'>, act: Act): Audit {
      const found = findRecommendation(db, recommendationId);
      if (found === null) throw new AppError('not-found', 'There is no such recommendation.');
      const row = require(found.auditId);
      if (found.answer === null || found.answer.accepted === 'no')
        throw new AppError(
          'conflict',
          'Nothing was promised on this recommendation: there is no answer that accepts it.',
        );
      if (found.carriedOut !== null) throw new AppError('conflict', 'This is recorded as done already.');
      if (on > londonDay(act.now())) throw new AppError('invalid-input', 'The day on which it was done lies ahead.');
      act.change(['audits'], (tx) => {
        saveAction(tx, recommendationId, { on, note, at: act.now(), by: act.actor.name });
        enter(tx, row, { recommendationId, on, note });
      });
      return show(row.id);
    },

    promised: () => listPromised(db),

    /** Ends the audit with a sheet for the auditor and the manager to sign. */
    async close({ auditId, conclusion, password }: Parsed<'audits.close'>, act: Act): Promise<Audit> {
      const check = (): Audit => {
        requireOpen(auditId);
        const audit = show(auditId);
        refuseUnfinished(audit.unchecked, audit.unanswered, audit.draw !== null);
        return audit;
      };
      check();
      await stepUp(act, password);
      const audit = { ...check(), conclusion, closedBy: act.actor.name };
      const request = {
        kind: 'audit' as const,
        title: `Audit ${audit.number}`,
        reference: audit.number,
        caseId: null,
        render: (frame: Parameters<typeof auditSheet>[1]) => auditSheet(audit, frame),
      };
      const sheet = await documents.prepare(request, act);
      await orDiscard(sheet, () =>
        act.change(['audits', 'documents'], (tx) => {
          check();
          sheet.record(tx);
          closeAudit(tx, auditId, { at: act.now(), name: act.actor.name, conclusion, sheetId: sheet.id });
          const { sha256, witnessCode } = sheet;
          const { checks, notInOrder } = audit;
          enter(tx, audit, { conclusion, checks, notInOrder, sheetId: sheet.id, sheetSha256: sha256, witnessCode });
        }),
      );
      return show(auditId);
    },
  };
}

function countsOf(drawn: Audit['drawn'], recommendations: Audit['recommendations']) {
  return {
    checks: drawn.length,
    unchecked: drawn.filter(({ finding }) => finding === null).length,
    notInOrder: drawn.filter(({ finding }) => finding === 'not-in-order').length,
    unanswered: recommendations.filter(({ answer }) => answer === null).length,
  };
}

function summaryOf(audit: Audit): AuditSummary {
  const { id, number, reference, areas, from, until, auditor, openedAt, closedAt } = audit;
  const { checks, unchecked, notInOrder, unanswered } = audit;
  return {
    ...{ id, number, reference, areas, from, until, auditor, openedAt, closedAt },
    ...{ checks, unchecked, notInOrder, unanswered },
  };
}

export type AuditService = ReturnType<typeof createAuditService>;
