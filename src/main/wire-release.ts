import { theApplication } from './acts.ts';
import { createClosingService } from './cases/closing-service.ts';
import { createBundleAssembly } from './court/bundle-service.ts';
import { createBurnJob } from './court/burn-job.ts';
import { createClipMasks } from './court/clip-mask-service.ts';
import { createClipService } from './court/clip-service.ts';
import { createCourtService } from './court/court-service.ts';
import { createDiscCustody } from './court/disc-custody-service.ts';
import { createDiscSets } from './court/disc-set-service.ts';
import { createDiscService } from './court/disc-service.ts';
import { createPresentations } from './court/presentation-service.ts';
import { createHearingPapers } from './court/hearing-papers-service.ts';
import { createStatementService } from './court/statement-service.ts';
import { createTransitService } from './court/transit-service.ts';
import { createPictureEndings } from './deployments/picture-ending-service.ts';
import { createDisclosureService } from './disclosures/disclosure-service.ts';
import { createReleaseService } from './disclosures/release-service.ts';
import { createAttachmentService } from './documents/attachment-service.ts';
import { createDisposalService } from './retention/disposal-service.ts';
import { createHoldService } from './retention/hold-service.ts';
import { createKeepingService } from './retention/keeping-service.ts';
import { createWitnessService } from './retention/witness-service.ts';
import { createPrintLosses } from './stills/print-loss-service.ts';
import { createPrintMovements } from './stills/print-movement-service.ts';
import { createPrintService } from './stills/print-service.ts';
import { createStillEndings } from './stills/still-ending-service.ts';
import type { Audits } from './wire-audits.ts';
import type { Base, WorkplacePorts } from './wire-base.ts';
import type { Footage } from './wire-footage.ts';

export interface ReleaseWiring {
  readonly ports: WorkplacePorts;
  readonly audits: Audits['audits'];
}

/** What leaves the vault, on disc or for ever, and who decides on it: court, retention, disclosures. */
export function wireRelease(base: Base, footage: Footage, { ports, audits }: ReleaseWiring) {
  const { db, clock, vault, shell, person, actAs, stepUp, clockCheck, signing, people, jobs } = base;
  const { objects, settings, ledger, documents, backups, breaches, damages } = base;
  const { cases, scheme, recordings, retrievals, stills, masks, stillSheets, verification, reading } = footage;
  const { viewings, recordingCases } = footage;
  const clips = createClipService({
    ...{ db, objects, recordings, recordingCases, viewings, jobs },
    media: footage.mediaTools,
  });
  const court = createCourtService({ db, cases, recordings, retrievals, stills, clips, masks, people, stepUp });
  const assembly = createBundleAssembly({
    ...{
      db,
      objects,
      recordings,
      retrievals,
      stills,
      clips,
      masks,
      documents,
      settings,
      ledger,
      signing,
      people,
      verification,
    },
    page: ports.bundlePage,
    software: ports.software,
  });
  const sets = createDiscSets({ db, assembly });
  const burning = createBurnJob({ court, documents, signing, assembly, sets });
  const discs = createDiscService({ db, court, jobs, burning, sets, drives: ports.discDrives });
  const hearingPapers = createHearingPapers({ db, court, documents, assembly });
  const statements = createStatementService({ db, court, documents, assembly });
  const vaultFolder = vault.folder;
  const transits = createTransitService({ db, court, documents, assembly, jobs, shell, vaultFolder });
  const presentations = createPresentations({
    ...{ court, viewings, clips, stills, masks },
    pictures: footage.pictures,
    media: footage.media,
  });
  const custody = createDiscCustody({ db, court, documents, sets });
  const keeping = createKeepingService(db);
  const disposals = createDisposalService({
    ...{ clockCheck, keeping, objects, recordings, documents, settings, jobs },
    database: db,
    showings: () => [viewings, clipMasks],
    keys: vault.keys,
    endLapsedHolds: () => void holds.endLapsed(actAs(theApplication, 'holds.lapse')),
    drivesHolding: backups.holding,
    pictures: () => [stills, masks, clipMasks, scheme.sitePictures].flatMap((each) => each.spentPictures()),
    endShowing: footage.media.revokeOf,
    report: ports.report,
  });
  const disposeAtOnce = (): void => disposals.disposeAtOnce(actAs(theApplication, 'retention.disposeDue'));
  const clipMasks = createClipMasks({
    ...{ db, clips, recordings, objects, ledger, damages, stepUp, actAs, disposeAtOnce },
    ...{ media: footage.media, oneShowing: footage.oneShowing, proveOfficer: footage.proveOfficer },
  });
  const stillEndings = createStillEndings(stills, masks, disposeAtOnce);
  const pictureEndings = createPictureEndings(scheme.sitePictures, disposeAtOnce);
  const holds = createHoldService({ db, cases, recordings, settings, ledger, stepUp, disposeAtOnce });
  const witness = createWitnessService({ db, documents, person, stepUp, confirmGone: objects.confirmGone });
  const disclosures = createDisclosureService({
    ...{ db, cases, recordings, keeping, settings, ledger, stepUp },
    papers: (id) => attachments.scans(id).length,
  });
  const papersSince = (id: string, after: string) =>
    attachments.scans(id).filter(({ attachedAt }) => attachedAt > after);
  const prints = createPrintService({
    db,
    stills,
    masks,
    sheets: stillSheets,
    documents,
    ledger,
    breaches,
    papersSince,
  });
  const printMovements = createPrintMovements({
    ...{ db, prints, stills, documents },
    requests: disclosures.ofCase,
    bundles: (caseId) => court.listBundles({ caseId }),
  });
  const printLosses = createPrintLosses({ db, prints, stills, breaches });
  const closing = createClosingService({
    ...{ db, clock, cases, holds: holds.list, bundles: court.listBundles, prints: prints.ofCase },
    keptReviewDays: () => settings.read().keptReviewDays,
    ...{ requests: disclosures.list, discs: discs.list, copies: transits.list },
    ...{ stills: stills.list, recordings: recordings.list },
    masks: () => [...masks.waiting(), ...clipMasks.ofCase()],
    ...{ retrievals: retrievals.list, deployments: scheme.deployments.list },
    contactSheets: footage.contactSheets.onPaper,
  });
  const releases = createReleaseService({
    ...{
      disclosures,
      keeping,
      documents,
      court,
      discs,
      stills,
      prints,
      printMovements,
      transits,
      stepUp,
      disposeAtOnce,
    },
    papersSince: (id, after) => papersSince(id, after).length,
  });
  const attachments = createAttachmentService({
    ...{ db, objects, shell, reading, settings },
    subjects: {
      disclosure: disclosures.forPaper,
      still: stills.forPaper,
      print: prints.forPaper,
      audit: audits.forPaper,
    },
  });
  return {
    ...{
      court,
      presentations,
      discs,
      hearingPapers,
      clips,
      clipMasks,
      statements,
      transits,
      custody,
      keeping,
      disposals,
      holds,
      witness,
    },
    ...{
      disclosures,
      closing,
      releases,
      attachments,
      prints,
      printMovements,
      printLosses,
      stillEndings,
      pictureEndings,
    },
  };
}

export type Release = ReturnType<typeof wireRelease>;
