import type { PortalCopy } from '../../shared/contract/portals.ts';
import { AppError } from '../../shared/failure.ts';
import { type DueSource, urgencyIn } from '../oversight/today.ts';
import { addDays, dayText, daysBetween } from '../time.ts';

// A portal holds what was downloaded for thirty days more, unless it is deleted there before (CoP 3.14). Footage whose
// six weeks have passed here must not live on there because nobody looked.

const PORTAL_DAYS = 30;
/** Days ahead at which Today names a copy that will go by itself. */
const NOTICE_DAYS = 7;

/** The last day on which the portal may still have it. */
export const keptOnPortalUntil = (downloadedOn: string): string => addDays(downloadedOn, PORTAL_DAYS);

type Gone = NonNullable<PortalCopy['gone']>;

/** Throws when it cannot have gone so: AppError 'invalid-input', 'conflict' (entered already), 'clause'. */
export function checkGone(
  { number, downloadedOn, keptUntil, gone: before }: PortalCopy,
  { how, on }: Pick<Gone, 'how' | 'on'>,
  today: string,
): void {
  if (before !== null)
    throw new AppError('conflict', `The portal’s copy of ${number} is entered as gone since ${dayText(before.on)}.`);
  if (on < downloadedOn || on > today)
    throw new AppError(
      'invalid-input',
      `The day lies between the download, ${dayText(downloadedOn)}, and today. Check it on the portal.`,
    );
  if (how === 'lapsed' && on <= keptUntil)
    throw new AppError(
      'clause',
      `The portal may keep it until ${dayText(keptUntil)}. Delete it there, or look again after that day.`,
      { clause: '3.14' },
    );
}

/** Copies that portals still hold: a week before they go by themselves, and until somebody looked that they are gone. */
export const portalCopiesDue =
  (left: () => readonly PortalCopy[]): DueSource =>
  (today) =>
    left()
      .filter(({ keptUntil }) => daysBetween(today, keptUntil) <= NOTICE_DAYS)
      .map(({ number, caseId, keptUntil, portal }) => {
        const daysLeft = daysBetween(today, keptUntil);
        return {
          kind: 'portal-copy',
          urgency: daysLeft >= 0 ? 'later' : urgencyIn(daysLeft),
          on: keptUntil,
          title:
            daysLeft >= 0
              ? `${portal} keeps its copy of ${number} until ${dayText(keptUntil)}`
              : `Look whether the copy of ${number} on ${portal} is gone`,
          detail: 'Delete it there, or look after that day that it is gone, and enter it with the case.',
          clause: '3.14',
          place: { screen: 'case', id: caseId },
        };
      });
