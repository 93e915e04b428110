import type { Output, Parsed } from '../../shared/contract.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { ceaCertificate } from '../documents/cea-certificate.ts';
import { cprNotice } from '../documents/cpr-notice.ts';
import type { DocumentService } from '../documents/document-service.ts';
import { hearingChecklist } from '../documents/hearing-checklist.ts';
import { AppError } from '../../shared/failure.ts';
import { londonDay } from '../time.ts';
import { makeBundleDocument } from './bundle-document-service.ts';
import type { BundleAssembly } from './bundle-service.ts';
import type { CourtService } from './court-service.ts';
import { listDiscsOfBundle, type StoredBundle } from './court-store.ts';
import { latestNoticeDay } from './notice-dates.ts';

export interface HearingPaperPorts {
  readonly db: ReadDb;
  readonly court: CourtService;
  readonly documents: DocumentService;
  readonly assembly: BundleAssembly;
}

/** Papers for a hearing beside what every disc carries (CO5): certificate, notice, the day's list. */
export function createHearingPapers({ db, court, documents, assembly }: HearingPaperPorts) {
  const requireCivil = (bundle: StoredBundle, paper: string): void => {
    if (bundle.proceedings.kind !== 'civil')
      throw new AppError(
        'conflict',
        `${paper} is a paper of civil proceedings; ${bundle.number} goes to a criminal court.`,
      );
  };

  return {
    /** CEA 1995 s.9: goes on the discs burned from now on. Throws AppError('conflict') before the approval. */
    async certify({ bundleId, signedBy }: Parsed<'bundles.certify'>, act: Act): Promise<Output<'bundles.certify'>> {
      const bundle = court.requireBundle(bundleId);
      requireCivil(bundle, 'The certificate of Civil Evidence Act 1995 s.9');
      const facts = { ...assembly.facts(bundle), signedBy };
      const documentId = await makeBundleDocument(
        documents,
        {
          ...{ bundle, kind: 'business-record-certificate', title: 'Certificate under Civil Evidence Act 1995 s.9' },
          render: (frame) => ceaCertificate(facts, frame),
        },
        act,
      );
      return { documentId };
    },

    /** CPR 33.6, with the latest date and the rule it came from. */
    async giveNotice(input: Parsed<'bundles.giveNotice'>, act: Act): Promise<Output<'bundles.giveNotice'>> {
      const { bundleId, toProve, inspectAt, recipients } = input;
      const bundle = court.requireBundle(bundleId);
      requireCivil(bundle, 'The notice of CPR 33.6');
      const { hearingOn } = bundle.proceedings;
      const latest = hearingOn === null ? null : latestNoticeDay(hearingOn);
      const facts = { ...assembly.facts(bundle), toProve, inspectAt, recipients, latest };
      const documentId = await makeBundleDocument(
        documents,
        {
          ...{ bundle, kind: 'evidence-notice', title: 'Notice under CPR 33.6' },
          render: (frame) => cprNotice(facts, frame),
        },
        act,
      );
      return { documentId, latestDay: latest?.day ?? null };
    },

    /** For the officer's hands alone: it is no part of the bundle and goes on no disc. */
    async checklist({ bundleId }: Parsed<'bundles.checklist'>, act: Act): Promise<Output<'bundles.checklist'>> {
      const bundle = court.requireBundle(bundleId);
      const { proceedings, exhibits, number: bundleNumber } = bundle;
      const discs = listDiscsOfBundle(db, bundleId)
        .filter(({ state }) => state === 'verified')
        .map(({ number, copy, whereNow, sealNumber, lastCheckedAt }) => ({
          ...{ number, copy, whereNow, sealNumber },
          lastCheckedOn: lastCheckedAt === null ? null : londonDay(lastCheckedAt),
        }));
      const documentId = await documents.make(
        {
          kind: 'hearing-checklist',
          title: `Hearing-day checklist, ${bundleNumber}`,
          reference: bundleNumber,
          caseId: proceedings.caseId,
          render: (frame) => hearingChecklist({ proceedings, bundleNumber, exhibits, discs }, frame),
        },
        act,
      );
      return { documentId };
    },
  };
}

export type HearingPapers = ReturnType<typeof createHearingPapers>;
