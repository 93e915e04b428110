import type { Migration } from './migration.ts';
import { migration as ledger } from './migrations/0001-ledger.ts';
import { migration as people } from './migrations/0002-people.ts';
import { migration as objects } from './migrations/0003-objects.ts';
import { migration as cases } from './migrations/0004-cases.ts';
import { migration as footage } from './migrations/0005-footage.ts';
import { migration as viewings } from './migrations/0006-viewings.ts';
import { migration as court } from './migrations/0007-court.ts';
import { migration as indexes } from './migrations/0008-indexes.ts';
import { migration as discCustody } from './migrations/0009-disc-custody.ts';
import { migration as activity } from './migrations/0010-activity.ts';
import { migration as peopleOverTime } from './migrations/0011-people.ts';
import { migration as conduct } from './migrations/0012-conduct.ts';
import { migration as backups } from './migrations/0013-backups.ts';
import { migration as ledgerOrder } from './migrations/0014-ledger-order.ts';
import { migration as clock } from './migrations/0015-clock.ts';
import { migration as posture } from './migrations/0016-posture.ts';
import { migration as verification } from './migrations/0017-verification.ts';
import { migration as sites } from './migrations/0018-sites.ts';
import { migration as keeping } from './migrations/0019-keeping.ts';
import { migration as deployments } from './migrations/0020-deployments.ts';
import { migration as discSets } from './migrations/0021-disc-sets.ts';
import { migration as audits } from './migrations/0022-audits.ts';
import { migration as stills } from './migrations/0023-stills.ts';
import { migration as showings } from './migrations/0024-showings.ts';
import { migration as statements } from './migrations/0027-statements.ts';
import { migration as oversight } from './migrations/0030-oversight.ts';
import { migration as training } from './migrations/0032-training.ts';
import { migration as registers } from './migrations/0033-registers.ts';
import { migration as maskedExhibits } from './migrations/0034-masked-exhibits.ts';
import { migration as maskedClips } from './migrations/0035-masked-clips.ts';
import { migration as examinations } from './migrations/0036-examinations.ts';
import { migration as shownClips } from './migrations/0038-shown-clips.ts';
import { migration as keptReviews } from './migrations/0039-kept-reviews.ts';
import { migration as portalCopies } from './migrations/0040-portal-copies.ts';
import { migration as discsDestroyed } from './migrations/0041-discs-destroyed.ts';

/** Every schema change, in the order of their numbers. */
export const migrations: readonly Migration[] = [
  ledger,
  people,
  objects,
  cases,
  footage,
  viewings,
  court,
  indexes,
  discCustody,
  activity,
  peopleOverTime,
  conduct,
  backups,
  ledgerOrder,
  clock,
  posture,
  verification,
  sites,
  keeping,
  deployments,
  discSets,
  audits,
  stills,
  showings,
  statements,
  oversight,
  training,
  registers,
  maskedExhibits,
  maskedClips,
  examinations,
  shownClips,
  keptReviews,
  portalCopies,
  discsDestroyed,
];
