import type { CommandName } from '../shared/contract.ts';
import type { ClipMasks } from './court/clip-mask-service.ts';
import type { ClipService } from './court/clip-service.ts';
import type { CourtService } from './court/court-service.ts';
import type { DiscCustody } from './court/disc-custody-service.ts';
import type { DiscService } from './court/disc-service.ts';
import type { HearingPapers } from './court/hearing-papers-service.ts';
import type { StatementService } from './court/statement-service.ts';
import type { TransitService } from './court/transit-service.ts';
import type { Handlers } from './gateway.ts';

type CourtCommand = Extract<
  CommandName,
  | `bundles.${string}`
  | `clips.${string}`
  | `discs.${string}`
  | `drives.${string}`
  | `statements.${string}`
  | `transits.${string}`
  | 'proceedings.list'
  | 'proceedings.name'
>;

/** What court business needs. */
export interface CourtDesk {
  readonly court: CourtService;
  readonly hearingPapers: HearingPapers;
  readonly clips: ClipService;
  readonly clipMasks: ClipMasks;
  readonly transits: TransitService;
  readonly statements: StatementService;
  readonly discs: DiscService;
  readonly custody: DiscCustody;
}

/** The court's part of the table: one service call a command. */
export const createCourtHandlers = (s: CourtDesk): Pick<Handlers, CourtCommand> => ({
  'proceedings.list': (input) => s.court.listProceedings(input),
  'proceedings.name': (input, act) => s.court.nameProceedings(input, act),
  'bundles.list': (input) => s.court.listBundles(input),
  'bundles.prepare': (input, act) => s.court.prepare(input, act),
  'bundles.decide': (input, act) => s.court.decide(input, act),
  'bundles.certify': (input, act) => s.hearingPapers.certify(input, act),
  'bundles.giveNotice': (input, act) => s.hearingPapers.giveNotice(input, act),
  'bundles.checklist': (input, act) => s.hearingPapers.checklist(input, act),
  'transits.list': (input) => s.transits.list(input),
  'transits.make': (input, act) => s.transits.make(input, act),
  'transits.receipt': (input, act) => s.transits.receipt(input, act),
  'transits.receiptSigned': (input, act) => s.transits.receiptSigned(input, act),
  'clips.list': (input) => s.clips.list(input),
  'clips.foresee': (input) => s.clips.foresee(input),
  'clips.places': (input) => s.clips.places(input),
  'clips.make': (input, act) => s.clips.make(input, act),
  'clips.mask': (input, act) => s.clips.mask(input, act),
  'clips.compare': (input, act) => s.clipMasks.compare(input, act),
  'clips.compareWithOfficer': (input, act) => s.clipMasks.compare(input, act),
  'clips.watched': (input, act) => s.clipMasks.watched(input, act),
  'clips.putAway': (input, act) => s.clipMasks.putAway(input, act),
  'clips.decide': (input, act) => s.clipMasks.decide(input, act),
  'statements.read': (input) => s.statements.read(input),
  'statements.drawUp': (input, act) => s.statements.drawUp(input, act),
  'statements.mark': (input, act) => s.statements.mark(input, act),
  'statements.addWords': (input, act) => s.statements.addWords(input, act),
  'statements.settle': (input, act) => s.statements.settle(input, act),
  'drives.list': () => s.discs.drives(),
  'discs.list': (input) => s.discs.list(input),
  'discs.burn': (input, act) => s.discs.burn(input, act),
  'discs.count': (input) => s.discs.count(input),
  'discs.sets': (input) => s.discs.sets(input),
  'discs.check': (input, act) => s.discs.check(input, act),
  'discs.move': (input, act) => s.custody.move(input, act),
  'discs.movements': (input) => s.custody.movements(input),
  'discs.receipt': (input, act) => s.custody.receipt(input, act),
  'discs.receiptSigned': (input, act) => s.custody.receiptSigned(input, act),
  'discs.destroy': (input, act) => s.custody.destroy(input, act),
});
