import { AppError } from '../../shared/failure.ts';
import { dayText } from '../time.ts';

// A case closes when nothing of it waits any more and every disc, encrypted copy and print that stays has a reason (CoP 4.7, 5.15, 6.7).

interface Numbered {
  readonly number: string;
  readonly state: string;
}

/** An incident nobody has retrieved footage of yet. */
interface Unretrieved {
  readonly place: string;
  readonly overwriteOn: string;
  readonly daysLeft: number;
}

/** Everything of a case that could still be open. */
export interface CaseFile {
  readonly holds: readonly Numbered[];
  readonly requests: readonly Numbered[];
  readonly bundles: readonly Numbered[];
  readonly copies: readonly Numbered[];
  readonly stills: readonly Numbered[];
  readonly masks: readonly Numbered[];
  readonly unretrieved: readonly Unretrieved[];
  readonly retrievals: readonly Numbered[];
  readonly deployments: readonly Numbered[];
}

const listed = (things: readonly Numbered[]): string => things.map(({ number }) => number).join(', ');

/** What stands in the way, and who clears it. */
export function blockersOf(file: CaseFile): string[] {
  const { holds, requests, bundles, copies, stills, masks, retrievals, deployments } = file;
  const onRecorder = file.unretrieved
    .filter(({ daysLeft }) => daysLeft >= 0)
    .map(({ place, overwriteOn }) => ({ number: `${place}, until ${dayText(overwriteOn)}`, state: 'on-recorder' }));
  const rules: readonly (readonly [readonly Numbered[], (numbers: string) => string])[] = [
    [
      holds.filter(({ state }) => state === 'asked' || state === 'in-force'),
      (numbers) => `Holds stand on it (${numbers}): the manager refuses or ends them.`,
    ],
    [
      requests.filter(({ state }) => state !== 'closed'),
      (numbers) => `Requests for its footage are open (${numbers}): they are answered and closed first.`,
    ],
    [
      bundles.filter(({ state }) => state === 'prepared'),
      (numbers) => `Court bundles wait for the manager’s decision (${numbers}).`,
    ],
    [
      copies.filter(({ state }) => state === 'writing'),
      (numbers) => `Encrypted copies are being written (${numbers}): wait until that has ended.`,
    ],
    [
      stills.filter(({ state }) => ['requested', 'approved', 'produced'].includes(state)),
      (numbers) => `Stills are under way (${numbers}): they are produced and countersigned, or refused.`,
    ],
    [
      masks.filter(({ state }) => state === 'made'),
      (numbers) => `Masked copies wait for the manager’s decision (${numbers}).`,
    ],
    [
      onRecorder,
      (numbers) =>
        `Footage of an incident is still on the recorder (${numbers}): the officer retrieves it, or waits for that day.`,
    ],
    [
      retrievals.filter(({ state }) => state === 'running'),
      (numbers) => `Footage is being retrieved (${numbers}): wait until it has ended.`,
    ],
    [
      deployments.filter(({ state }) => state === 'waiting' || state === 'installed'),
      (numbers) =>
        `Cameras of it wait or are installed (${numbers}): the officer withdraws the request or removes the camera.`,
    ],
  ];
  return rules.flatMap(([things, say]) => (things.length === 0 ? [] : [say(listed(things))]));
}

/** Each thing that stays has one reason; no reason is for something else. */
export function checkKept(
  items: readonly { readonly id: string; readonly number: string }[],
  kept: readonly { readonly id: string }[],
): void {
  const reasons = new Set(kept.map(({ id }) => id));
  const without = items.filter(({ id }) => !reasons.has(id));
  if (without.length > 0)
    throw new AppError(
      'clause',
      `Say of each thing that is still kept why it stays: ${without.map(({ number }) => number).join(', ')}.`,
      { clause: '4.7' },
    );
  if (kept.length !== items.length)
    throw new AppError('conflict', 'What is kept changed meanwhile. Look through the list once more.');
}
