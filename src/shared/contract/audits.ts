import { z } from 'zod';
import {
  AuditCheckId,
  AuditId,
  Day,
  DocumentId,
  Instant,
  Line,
  Paragraph,
  Password,
  PersonId,
  RecommendationId,
  Sha256,
} from '../model.ts';
import { both, enters, manager, readers, reads } from './command.ts';

/** What random spot checks may be drawn from (CoP 6.6). */
export const AuditArea = z.enum(['pias', 'recordings', 'viewings', 'stills', 'discs', 'disclosures', 'disposals']);
export type AuditArea = z.output<typeof AuditArea>;

const Finding = z.enum(['in-order', 'not-in-order']);

/** One thing that chance picked, and what was found. */
export const AuditCheck = z.object({
  id: AuditCheckId,
  area: AuditArea,
  /** Its number in its register: PIA-0003, REC-0012. */
  item: z.string(),
  finding: Finding.nullable(),
  note: z.string().nullable(),
  foundAt: Instant.nullable(),
  foundBy: z.string().nullable(),
});
export type AuditCheck = z.output<typeof AuditCheck>;

/** How the spot checks were drawn: from these a stranger draws the same (docs/audits.md). */
export const AuditDraw = z.object({
  at: Instant,
  by: z.string(),
  seed: z.string().regex(/^[0-9a-f]{64}$/u),
  perArea: z.int(),
  population: z.array(z.object({ area: AuditArea, count: z.int(), sha256: Sha256 })),
});
export type AuditDraw = z.output<typeof AuditDraw>;

const answer = { accepted: z.enum(['yes', 'partly', 'no']), answer: Paragraph, dueOn: Day.optional() };
export const Recommendation = z.object({
  id: RecommendationId,
  text: z.string(),
  at: Instant,
  by: z.string(),
  answer: z.object({ ...answer, at: Instant, by: z.string() }).nullable(),
  /** What was promised in the answer has been done. */
  carriedOut: z.object({ on: Day, note: z.string(), at: Instant, by: z.string() }).nullable(),
});
export type Recommendation = z.output<typeof Recommendation>;

export const AuditSummary = z.object({
  id: AuditId,
  number: z.string(),
  reference: z.string(),
  areas: z.array(AuditArea),
  from: Day,
  until: Day,
  auditor: z.string(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  checks: z.int(),
  /** Spot checks that have no finding yet. */
  unchecked: z.int(),
  notInOrder: z.int(),
  unanswered: z.int(),
});
export type AuditSummary = z.output<typeof AuditSummary>;

export const Audit = AuditSummary.extend({
  terms: z.string(),
  /** The auditor's account, when there is one. */
  auditorId: PersonId.nullable(),
  /** Who authorised the audit: the Head of Safer Neighbourhoods (CoP 6.5). */
  authority: z.string(),
  authorisedOn: Day,
  openedBy: z.string(),
  draw: AuditDraw.nullable(),
  drawn: z.array(AuditCheck),
  recommendations: z.array(Recommendation),
  conclusion: z.string().nullable(),
  closedBy: z.string().nullable(),
  sheetId: DocumentId.nullable(),
});
export type Audit = z.output<typeof Audit>;

const one = { auditId: AuditId };

export const auditsCommands = {
  'audits.list': reads(readers, z.strictObject({}), z.array(AuditSummary)),
  'audits.read': reads(readers, z.strictObject(one), Audit),
  'audits.open': enters(
    manager,
    z.strictObject({
      reference: Line,
      terms: Paragraph,
      areas: z.array(AuditArea).min(1).max(AuditArea.options.length),
      /** The days looked at. */
      from: Day,
      until: Day,
      auditor: Line,
      auditorId: PersonId.optional(),
      authority: Line,
      authorisedOn: Day,
      password: Password,
    }),
    Audit,
  ),
  /** Draws a seed, enters it, then picks by it. Once an audit: who draws again until it suits draws nothing at random. */
  'audits.draw': enters(manager, z.strictObject({ ...one, perArea: z.int().min(1).max(50) }), Audit),
  'audits.find': enters(
    both,
    z.strictObject({ checkId: AuditCheckId, finding: Finding, note: Paragraph.optional() }),
    Audit,
  ),
  'audits.recommend': enters(both, z.strictObject({ ...one, text: Paragraph }), Audit),
  'audits.answer': enters(manager, z.strictObject({ recommendationId: RecommendationId, ...answer }), Audit),
  /** What the answer promised has been done; also after the audit was closed. */
  'audits.carryOut': enters(
    both,
    z.strictObject({ recommendationId: RecommendationId, on: Day, note: Paragraph }),
    Audit,
  ),
  'audits.close': enters(manager, z.strictObject({ ...one, conclusion: Paragraph, password: Password }), Audit),
  /** Every register and the whole ledger in one signed folder that the person chooses; null when they chose none. */
  'audits.writePack': enters(
    manager,
    z.strictObject({ auditId: AuditId.optional(), recipient: Line, reason: Line, password: Password }),
    z
      .object({
        folderName: z.string(),
        files: z.int(),
        sizeBytes: z.int(),
        entries: z.int(),
        witnessCode: z.string(),
        manifestSha256: Sha256,
      })
      .nullable(),
  ),
};

/** One number of the report. `of` names the number it is a part of; days are an average over `basedOn`. */
export const Figure = z.object({
  key: z.string(),
  label: z.string(),
  value: z.number().nullable(),
  unit: z.enum(['count', 'days', 'score']),
  of: z.string().nullable(),
  /** The total of which this one counts all things, or some of them, once more by another kind. */
  again: z.string().nullable(),
  /** Over how many things an average or a sum was made. */
  basedOn: z.int().nullable(),
  /** Names a place: never in the form for the public. */
  identifies: z.boolean(),
});
export type Figure = z.output<typeof Figure>;

export const ReportSection = z.object({
  title: z.string(),
  clause: z.string(),
  figures: z.array(Figure),
  /** What no figure says; names nobody and stands in both forms. */
  notes: z.array(z.string()).optional(),
  /** One line a thing, with numbers and reasons: for management only. */
  details: z.array(z.string()),
});
export type ReportSection = z.output<typeof ReportSection>;

export const AnnualReport = z.object({ from: Day, until: Day, asOf: Day, sections: z.array(ReportSection) });
export type AnnualReport = z.output<typeof AnnualReport>;

const period = { from: Day, until: Day };

export const reportsCommands = {
  'reports.read': reads(readers, z.strictObject(period), AnnualReport),
  'reports.make': enters(
    manager,
    z.strictObject({ ...period, form: z.enum(['management', 'publishable']), remarks: Paragraph.optional() }),
    z.object({ documentId: DocumentId }),
  ),
};
