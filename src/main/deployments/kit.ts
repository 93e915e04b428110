import {
  type Block,
  type CheckAsk,
  type Kit,
  kitParts,
  partAsks,
  type PartKind,
} from '../../shared/contract/equipment.ts';
import { AppError } from '../../shared/failure.ts';
import type { CameraSystem } from '../../shared/model.ts';
import { addDays, dayText } from '../time.ts';

// CoP 3.2: every system is checked before each use, flexes and plugs with it, and has a PAT test every year. A kit that
// fails one of them stays where it is.

const PAT_DAYS = 365;
/** Kinds of which a kit may hold more than the code names. */
const SEVERAL: readonly PartKind[] = ['spare-battery', 'warning-sign'];

/** The day on which the next PAT test is due. */
export const patDueOn = (testedOn: string): string => addDays(testedOn, PAT_DAYS);

/** A kit must hold the parts of CoP 3.6 or 3.12: no fewer, and more only of batteries and signs. */
export function refuseIncompleteKit(system: CameraSystem, kinds: readonly PartKind[]): void {
  const asked = kitParts[system];
  const clause = system === 'standard-4g' ? '3.6' : system === 'idcam' ? '3.12' : '3.11';
  const count = (list: readonly PartKind[], kind: PartKind): number => list.filter((each) => each === kind).length;
  // Two spare batteries are usual; the code only says there are some.
  const least = (kind: PartKind): number => (kind === 'spare-battery' ? 1 : count(asked, kind));
  const missing = [...new Set(asked)].filter((kind) => count(kinds, kind) < least(kind));
  const surplus = [...new Set(kinds)].filter(
    (kind) => !asked.includes(kind) || (count(kinds, kind) > count(asked, kind) && !SEVERAL.includes(kind)),
  );
  const said = [
    ...(missing.length === 0 ? [] : [`missing: ${missing.map(inWords).join(', ')}`]),
    ...(surplus.length === 0 ? [] : [`too many: ${surplus.map(inWords).join(', ')}`]),
  ];
  if (said.length > 0)
    throw new AppError(
      'clause',
      `These are not the parts of such a system (${said.join('; ')}). Enter each part once.`,
      {
        clause,
      },
    );
}

const inWords = (kind: PartKind): string => kind.replaceAll('-', ' ');

interface Answer {
  readonly partId: string;
  readonly ask: CheckAsk;
  readonly good: boolean;
}

/** The parts with something wrong. Refused when an answer is missing, given twice or not asked for. */
export function judgeCheck(parts: Kit['parts'], answers: readonly Answer[]): Kit['parts'] {
  const asked = parts.flatMap(({ id, kind }) => partAsks[kind].map((ask) => `${id} ${ask}`));
  const given = answers.map(({ partId, ask }) => `${partId} ${ask}`);
  const open = asked.filter((each) => !given.includes(each));
  if (open.length > 0 || given.length !== asked.length)
    throw new AppError(
      'clause',
      'The check is not complete. Every part is looked at, flex and plug where it has them, and powered up.',
      { clause: '3.2' },
    );
  return parts.filter(({ id }) => answers.some(({ partId, good }) => partId === id && !good));
}

type Standing = Pick<Kit, 'state' | 'faults' | 'lastCheck' | 'lastTest' | 'patDueOn' | 'retiredBecause'>;

/** What forbids the kit's use on a day, whoever has it. */
export function unfitness(kit: Standing, day: string): Block[] {
  const found: Block[] = [];
  const add = (message: string): void => void found.push({ clause: '3.2', message });
  if (kit.state === 'retired') add('This kit is retired. Issue another one.');
  if (kit.lastCheck === null || kit.lastCheck.used)
    add('It has not been checked since it was last used. The Case Support Officer checks it before each use.');
  else if (!kit.lastCheck.passed)
    add('It failed its last check. Have the fault repaired, then the Case Support Officer checks it again.');
  if (kit.lastTest === null || kit.patDueOn === null)
    add('No PAT test is recorded. The Case Support Officer arranges one and enters it.');
  else if (!kit.lastTest.passed) add('It failed its PAT test. It may be used once a new test is passed and entered.');
  else if (kit.patDueOn < day)
    add(`Its PAT test ran out on ${dayText(kit.patDueOn)}. The Case Support Officer arranges a new one and enters it.`);
  const open = kit.faults.filter(({ repairedAt }) => repairedAt === null);
  if (open.length > 0)
    add(
      `It has an open fault: ${open.map(({ description }) => `“${description}”`).join(', ')}. Enter the repair, then check it.`,
    );
  return found;
}

/** Throws the first thing in the way, with its clause. */
export function refuseIfBlocked(blocks: readonly Block[], what: string): void {
  const [first, ...more] = blocks;
  if (first === undefined) return;
  const rest = more.length === 0 ? '' : ` ${more.map(({ message }) => message).join(' ')}`;
  throw new AppError('clause', `${what} ${first.message}${rest}`, { clause: first.clause });
}
