import { backupsDue } from './backups/backups-due.ts';
import { closingDue } from './cases/closing-due.ts';
import { createClockDue } from './clock/clock-due.ts';
import { courtDue } from './court/court-due.ts';
import { kitsWanted } from './deployments/kit-wanted-due.ts';
import { disclosuresDue } from './disclosures/disclosures-due.ts';
import { breachesDue } from './oversight/breach-due.ts';
import { createTodayService } from './oversight/today-service.ts';
import { conductDue } from './people/conduct-due.ts';
import { retentionDue } from './retention/retention-due.ts';
import { portalCopiesDue } from './retrievals/portal-copy.ts';
import { stillsDue } from './stills/stills-due.ts';
import { createVerificationDue } from './verification/verification-due.ts';
import type { Audits } from './wire-audits.ts';
import type { Base } from './wire-base.ts';
import type { Footage } from './wire-footage.ts';
import type { Release } from './wire-release.ts';

/** What is due, and what waits for the manager, from every feature. */
export function wireToday(base: Base, footage: Footage, release: Release, oversight: Audits) {
  const {
    clock,
    clockCheck,
    jobs,
    settings,
    people,
    qualifications,
    licenceApplications,
    code,
    backups,
    notices,
    breaches,
    damages,
  } = base;
  const { cases, recordings, stills, masks, contactSheets, scheme, verification, portalCopies } = footage;
  const { court, clipMasks, custody, transits, holds, witness, disclosures, keeping, prints, closing } = release;
  return createTodayService({
    ...{ clock, cases, recordings, stills, court, jobs },
    dueElsewhere: [
      courtDue({
        ...custody,
        unsignedReceipts: () => [...custody.unsignedReceipts(), ...transits.unsignedReceipts()],
      }),
      stillsDue({
        prints: prints.due,
        unsignedReceipts: prints.unsignedReceipts,
        requested: () => stills.inState('requested'),
        masksWaiting: masks.waiting,
        contactSheets: contactSheets.withdrawnOnPaper,
      }),
      clipMasks.due,
      conductDue({ people, qualifications, code }),
      licenceApplications.due,
      (on) => backupsDue(backups.list(), settings.read(), on),
      createClockDue(clockCheck),
      createVerificationDue(verification, damages, clock),
      () => notices.due(),
      retentionDue({ holdsWaiting: holds.waiting, holdsInForce: holds.inForce, unsigned: witness.waiting }),
      disclosuresDue(disclosures.open),
      closingDue(closing.due),
      breachesDue(breaches.list),
      scheme.due,
      portalCopiesDue(portalCopies.left),
      (on, role) => kitsWanted(scheme.deployments.list({}), on, role),
      ...oversight.oversightDue,
    ],
    approvalsElsewhere: [
      scheme.approvals,
      holds.approvals,
      masks.approvals,
      clipMasks.approvals,
      disclosures.approvals,
    ],
    kept: keeping.keptUntil,
  });
}
