import type { Output, Parsed } from '../../shared/contract.ts';
import type { Pia, PiaVersion } from '../../shared/contract/pias.ts';
import { AppError } from '../../shared/failure.ts';
import type { DeploymentId, PiaId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import { type DocumentService, orDiscard } from '../documents/document-service.ts';
import { piaSheet } from '../documents/pia-sheet.ts';
import { newId } from '../platform/ids.ts';
import { type DeploymentRow, findDeployment } from './deployment-store.ts';
import { blankHeads, blankText, refuseUnfinished, refuseUnless, textOf, versionInForce } from './pia.ts';
import { recordSheetPictures } from './picture-sheet-service.ts';
import type { PictureReading } from './site-picture-service.ts';
import {
  consultationsOf,
  decideVersion,
  findPia,
  findPiaOf,
  insertPia,
  insertVersion,
  listPias,
  type PiaRow,
  placeDraft,
  submitVersion,
  type VersionRow,
  versionsOf,
  writeDraft,
} from './pia-store.ts';

export interface PiaPorts {
  readonly db: ReadDb;
  readonly documents: DocumentService;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
  /** The pictures of the place where a camera is to hang. */
  readonly pictures: PictureReading;
}

const STATE_AFTER = { approve: 'approved', return: 'returned', refuse: 'refused' } as const;

/** Privacy impact assessments: written, submitted, decided, reopened; each version as it was (CoP 5.1-5.6). */
export function createPiaService({ db, documents, stepUp, pictures }: PiaPorts) {
  const requireRow = (id: PiaId): PiaRow => {
    const row = findPia(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such PIA.');
    return row;
  };
  const latestOf = (id: PiaId): VersionRow => {
    const [latest] = versionsOf(db, id);
    if (latest === undefined) throw new Error('a PIA without a version');
    return latest;
  };
  const view = (row: PiaRow): Pia => {
    const versions = versionsOf(db, row.id);
    const [latest] = versions;
    if (latest === undefined) throw new Error('a PIA without a version');
    return { ...row, latest, versions, consultations: consultationsOf(db, row.id), blank: blankHeads(latest) };
  };
  const show = (id: PiaId): Pia => view(requireRow(id));
  const subject = ({ number }: Pick<PiaRow, 'number'>): string => `PIA ${number}`;
  const idsOf = ({ id, deploymentId, caseId }: Pick<PiaRow, 'id' | 'deploymentId' | 'caseId'>) => ({
    piaId: id,
    deploymentId,
    caseId,
  });
  const requireOpen = (id: DeploymentId): DeploymentRow => {
    const deployment = findDeployment(db, id);
    if (deployment === null) throw new AppError('not-found', 'There is no such deployment.');
    if (deployment.state === 'removed' || deployment.state === 'withdrawn')
      throw new AppError('conflict', `${deployment.number} has ended. Request a camera again, with a PIA of its own.`);
    return deployment;
  };

  return {
    require: show,
    list: ({ caseId }: Parsed<'pias.list'>): Output<'pias.list'> => listPias(db, caseId ?? null).map(view),

    /** How the PIA of a deployment stands, and the version that allows it on a day. */
    standing(deployment: Pick<DeploymentRow, 'id' | 'place' | 'system'>, today: string) {
      const row = findPiaOf(db, deployment.id);
      if (row === null) return { pia: null, inForce: null };
      const versions = versionsOf(db, row.id);
      const inForce = versionInForce(versions, { ...deployment, today });
      const { version, state } = versions[0] ?? latestOf(row.id);
      return {
        pia: { id: row.id, number: row.number, version, state },
        inForce: inForce && { ground: `${row.number} version ${inForce.version}`, until: inForce.plannedUntil },
      };
    },

    begin({ deploymentId, author }: Parsed<'pias.begin'>, act: Act): Pia {
      const deployment = requireOpen(deploymentId);
      const existing = findPiaOf(db, deploymentId);
      const draft = { place: deployment.place, system: deployment.system, author, ...entered(act) };
      if (existing !== null) {
        const latest = latestOf(existing.id);
        refuseUnless(latest, 'returned', 'refused');
        act.change(['deployments'], (tx) => {
          const version = latest.version + 1;
          const { plannedFrom, plannedUntil, text, decisionReasons } = latest;
          insertVersion(tx, existing.id, {
            ...draft,
            version,
            plannedFrom,
            plannedUntil,
            text,
            reopenedBecause: 'returned',
            reopenedReasons: decisionReasons,
          });
          tx.enter(subject(existing), { ...idsOf(existing), version, author });
        });
        return show(existing.id);
      }
      const id = newId<PiaId>();
      act.change(['deployments'], (tx) => {
        const number = nextNumber(tx, 'pia');
        insertPia(tx, { id, number, deploymentId });
        insertVersion(tx, id, {
          ...draft,
          version: 1,
          plannedFrom: null,
          plannedUntil: null,
          text: blankText,
          reopenedBecause: null,
          reopenedReasons: null,
        });
        tx.enter(subject({ number }), {
          ...idsOf({ id, deploymentId, caseId: deployment.caseId }),
          version: 1,
          place: deployment.place,
          system: deployment.system,
          author,
        });
      });
      return show(id);
    },

    write({ piaId, author, plannedFrom, plannedUntil, text }: Parsed<'pias.write'>, act: Act): Pia {
      const row = requireRow(piaId);
      const latest = latestOf(piaId);
      refuseUnless(latest, 'draft');
      const written = textOf(text);
      act.change(['deployments'], (tx) => {
        writeDraft(tx, piaId, {
          version: latest.version,
          author,
          plannedFrom: plannedFrom ?? null,
          plannedUntil: plannedUntil ?? null,
          text: written,
          ...entered(act),
        });
        tx.enter(subject(row), { ...idsOf(row), version: latest.version, author });
      });
      return show(piaId);
    },

    /** From here on the text is fixed; what was judged stands in the ledger. */
    submit({ piaId }: Parsed<'pias.submit'>, act: Act): Pia {
      const row = requireRow(piaId);
      requireOpen(row.deploymentId);
      const latest = latestOf(piaId);
      refuseUnless(latest, 'draft');
      refuseUnfinished(latest);
      const { version, author, place, system, plannedFrom, plannedUntil, text } = latest;
      act.change(['deployments'], (tx) => {
        submitVersion(tx, piaId, { version, at: act.now(), byId: act.actor.id, by: act.actor.name });
        tx.enter(subject(row), { ...idsOf(row), version, author, place, system, plannedFrom, plannedUntil, text });
      });
      return show(piaId);
    },

    async decide({ piaId, version, decision, reasons, password }: Parsed<'pias.decide'>, act: Act): Promise<Pia> {
      const row = requireRow(piaId);
      const judged = requireJudged(piaId, version);
      await stepUp(act, password);
      const decided: PiaVersion = {
        ...judged,
        state: STATE_AFTER[decision],
        decidedAt: act.now(),
        decidedBy: act.actor.name,
        decisionReasons: reasons,
      };
      const views = (await pictures(row.deploymentId)).filter(({ shows }) => shows === 'field-of-view');
      const sheet = await documents.prepare(
        {
          kind: 'pia',
          title: `PIA ${row.number} version ${version}`,
          reference: row.number,
          caseId: row.caseId,
          render: (frame) =>
            piaSheet({ ...row, version: decided, consultations: consultationsOf(db, piaId), views }, frame),
        },
        act,
      );
      const record = (tx: Transaction): void => {
        requireJudged(piaId, version); // asked again: the button may have been pressed twice
        sheet.record(tx);
        recordSheetPictures(tx, sheet.id, views);
        decideVersion(tx, piaId, {
          version,
          state: decided.state,
          at: decided.decidedAt ?? act.now(),
          by: act.actor.name,
          reasons,
          sheetId: sheet.id,
        });
        const { id: sheetId, sha256: sheetSha256, witnessCode } = sheet;
        const seen = views.map(({ sha256 }) => sha256);
        tx.enter(subject(row), {
          ...idsOf(row),
          ...{ version, decision, reasons, sheetId, sheetSha256, witnessCode, pictures: seen },
        });
      };
      await orDiscard(sheet, () => act.change(['deployments', 'documents'], record));
      return show(piaId);
    },

    /** What the camera sees or whom it touches has changed: it has no PIA until the manager approves again. */
    reopen({ piaId, reasons }: Parsed<'pias.reopen'>, act: Act): Pia {
      const row = requireRow(piaId);
      const deployment = requireOpen(row.deploymentId);
      refuseUnless(latestOf(piaId), 'approved');
      act.change(['deployments'], (tx) => {
        const { place } = deployment;
        const version = nextVersion(tx, piaId, { because: 'changed', reasons, place, act });
        tx.enter(subject(row), { ...idsOf(row), version, because: 'changed', reasons });
      });
      return show(piaId);
    },

    /** Inside the change that moves or extends a deployment. A PIA that is being written or judged already is not begun twice. */
    reopenFor(
      tx: Transaction,
      deploymentId: DeploymentId,
      asked: { because: 'moved' | 'extension'; reasons: string; place: string; act: Act },
    ): void {
      const row = findPiaOf(db, deploymentId);
      if (row === null) return;
      const latest = latestOf(row.id);
      const { because, reasons, place } = asked;
      if (because === 'extension' && latest.state !== 'approved') return;
      let { version } = latest;
      if (latest.state === 'draft')
        placeDraft(tx, row.id, { version, place, reopenedBecause: because, reopenedReasons: reasons });
      else version = nextVersion(tx, row.id, asked);
      tx.enter(subject(row), { ...idsOf(row), version, because, reasons, place });
    },
  };

  function requireJudged(piaId: PiaId, version: number): VersionRow {
    const latest = latestOf(piaId);
    refuseUnless(latest, 'submitted');
    if (latest.version !== version)
      throw new AppError('conflict', `Version ${latest.version} waits for the decision. Read it first.`);
    return latest;
  }

  /** The next draft: the old text to begin with, the end of the period to be thought about anew. */
  function nextVersion(
    tx: Transaction,
    piaId: PiaId,
    {
      because,
      reasons,
      place,
      act,
    }: { because: 'moved' | 'extension' | 'changed'; reasons: string; place: string; act: Act },
  ): number {
    const { version, system, author, plannedFrom, text } = latestOf(piaId);
    insertVersion(tx, piaId, {
      version: version + 1,
      place,
      system,
      author,
      plannedFrom,
      plannedUntil: null,
      text,
      reopenedBecause: because,
      reopenedReasons: reasons,
      ...entered(act),
    });
    return version + 1;
  }
}

const entered = (act: Act) => ({ enteredAt: act.now(), enteredBy: act.actor.name });

export type PiaService = ReturnType<typeof createPiaService>;
