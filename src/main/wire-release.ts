import { theApplication } from './acts.ts';
import { createClosingService } from './cases/closing-service.ts';
import { createBundleAssembly } from './court/bundle-service.ts';
import { createBurnJob } from './court/burn-job.ts';
import { createCourtService } from './court/court-service.ts';
import { createDiscCustody } from './court/disc-custody-service.ts';
import { createDiscSets } from './court/disc-set-service.ts';
import { createDiscService } from './court/disc-service.ts';
import { createPresentations } from './court/presentation-service.ts';
import { createHearingPapers } from './court/hearing-papers-service.ts';
import { createDisclosureService } from './disclosures/disclosure-service.ts';
import { createReleaseService } from './disclosures/release-service.ts';
import { createAttachmentService } from './documents/attachment-service.ts';
import { createDisposalService } from './retention/disposal-service.ts';
import { createHoldService } from './retention/hold-service.ts';
import { createKeepingService } from './retention/keeping-service.ts';
import { createWitnessService } from './retention/witness-service.ts';
import type { Audits } from './wire-audits.ts';
import type { Base, WorkplacePorts } from './wire-base.ts';
import type { Footage } from './wire-footage.ts';

export interface ReleaseWiring {
  readonly ports: WorkplacePorts;
  readonly audits: Audits['audits'];
}

/** What leaves the vault, on disc or for ever, and who decides on it: court, retention, disclosures. */
export function wireRelease(base: Base, footage: Footage, { ports, audits }: ReleaseWiring) {
  const { db, vault, shell, person, actAs, stepUp, clockCheck, signing, people, jobs } = base;
  const { objects, settings, ledger, documents, backups } = base;
  const { cases, scheme, recordings, retrievals, stills, viewings, verification } = footage;
  const court = createCourtService({ db, cases, recordings, retrievals, stills, people, stepUp });
  const assembly = createBundleAssembly({
    ...{ db, objects, recordings, retrievals, stills, documents, settings, ledger, signing, people, verification },
    page: ports.bundlePage,
    software: ports.software,
  });
  const sets = createDiscSets({ db, assembly });
  const burning = createBurnJob({ court, documents, signing, assembly, sets });
  const discs = createDiscService({ db, court, jobs, burning, sets, drives: ports.discDrives });
  const hearingPapers = createHearingPapers({ db, court, documents, assembly });
  const presentations = createPresentations({ court, viewings });
  const custody = createDiscCustody({ db, court, documents });
  const keeping = createKeepingService(db);
  const disposals = createDisposalService({
    ...{ clockCheck, keeping, objects, recordings, documents, settings, viewings, jobs },
    database: db,
    keys: vault.keys,
    endLapsedHolds: () => void holds.endLapsed(actAs(theApplication, 'holds.lapse')),
    drivesHolding: backups.holding,
    report: ports.report,
  });
  const disposeAtOnce = (): void => disposals.disposeAtOnce(actAs(theApplication, 'retention.disposeDue'));
  const holds = createHoldService({ db, cases, recordings, settings, ledger, stepUp, disposeAtOnce });
  const witness = createWitnessService({ db, documents, person, stepUp, confirmGone: objects.confirmGone });
  const disclosures = createDisclosureService({
    ...{ db, cases, recordings, keeping, settings, ledger, stepUp },
    papers: (id) => attachments.count(id),
  });
  const closing = createClosingService({
    ...{ cases, holds: holds.list, bundles: court.listBundles },
    ...{ requests: disclosures.list, discs: discs.list, stills: stills.list, recordings: recordings.list },
    ...{ retrievals: retrievals.list, deployments: scheme.deployments.list },
  });
  const releases = createReleaseService({
    ...{ disclosures, keeping, documents, court, discs, stills, stepUp, disposeAtOnce },
    papersSince: (id, after) => attachments.list({ aboutId: id }).filter(({ attachedAt }) => attachedAt > after).length,
  });
  const attachments = createAttachmentService({
    ...{ db, objects, shell },
    subjects: { disclosure: disclosures.forPaper, still: stills.forPaper, audit: audits.forPaper },
  });
  return {
    ...{ court, presentations, discs, hearingPapers, custody, keeping, disposals, holds, witness },
    ...{ disclosures, closing, releases, attachments },
  };
}

export type Release = ReturnType<typeof wireRelease>;
