import type { CommandName } from '../shared/contract.ts';
import type { Handlers } from './gateway.ts';
import { createOutcomeService } from './court/outcome-service.ts';
import { auditsDue } from './oversight/audit-due.ts';
import { createAuditPack } from './oversight/audit-pack-service.ts';
import { createAuditService } from './oversight/audit-service.ts';
import { createRegisterExport } from './oversight/register-export-service.ts';
import { createReportService } from './oversight/report-service.ts';
import { createSearchService } from './oversight/search-service.ts';
import type { Base, WorkplacePorts } from './wire-base.ts';

type OversightCommand = Extract<
  CommandName,
  | `audits.${string}`
  | `reports.${string}`
  | `registers.${string}`
  | `search.${string}`
  | 'proceedings.outcomes'
  | 'proceedings.recordOutcome'
>;

/** Audits, their packs, the annual report and the one search: they read every register and belong to no other feature. */
export function wireAudits(base: Base, { software }: WorkplacePorts) {
  const { db, vault, person, clock, shell, stepUp, signing, people, settings, ledger, documents } = base;
  const audits = createAuditService({ db, people, documents, stepUp });
  const pack = createAuditPack({
    ...{ db, audits, ledger, signing, settings, shell, software, stepUp },
    ledgerTexts: vault.ledger,
    vaultFolder: vault.folder,
  });
  const reports = createReportService({ db, clock, documents });
  const outcomes = createOutcomeService(db);
  const registers = createRegisterExport({ db, documents, ledger, shell, stepUp, vaultFolder: vault.folder });
  const search = createSearchService({ db, person, ledger: vault.ledger });
  const handlers: Pick<Handlers, OversightCommand> = {
    'audits.list': () => audits.list(),
    'audits.read': (input) => audits.read(input),
    'audits.open': (input, act) => audits.open(input, act),
    'audits.draw': (input, act) => audits.draw(input, act),
    'audits.find': (input, act) => audits.find(input, act),
    'audits.recommend': (input, act) => audits.recommend(input, act),
    'audits.answer': (input, act) => audits.answer(input, act),
    'audits.carryOut': (input, act) => audits.carryOut(input, act),
    'audits.close': (input, act) => audits.close(input, act),
    'audits.writePack': (input, act) => pack.write(input, act),
    'reports.read': (input) => reports.read(input),
    'reports.make': (input, act) => reports.make(input, act),
    'proceedings.outcomes': (input) => outcomes.list(input),
    'proceedings.recordOutcome': (input, act) => outcomes.record(input, act),
    'registers.export': (input, act) => registers.write(input, act),
    'registers.makeSheet': (input, act) => registers.makeSheet(input, act),
    'search.find': (input, act) => search.find(input, act),
  };
  const oversightDue = [outcomes.due, auditsDue(audits)];
  return { audits, oversightDue, oversightHandlers: handlers };
}

export type Audits = ReturnType<typeof wireAudits>;
