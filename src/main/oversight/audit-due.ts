import type { AuditSummary } from '../../shared/contract/audits.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import type { Role } from '../../shared/model.ts';
import { daysBetween } from '../time.ts';
import { urgencyIn } from './today.ts';

/** Days ahead at which what was promised is announced. */
const NOTICE_DAYS = 14;

interface Audits {
  list(): readonly AuditSummary[];
  promised(): readonly {
    readonly auditId: string;
    readonly number: string;
    readonly text: string;
    readonly dueOn: string;
  }[];
}

/** Open audits and what they wait for, and what was promised in answers to them (CoP 6.5, 6.6). */
export const auditsDue =
  (audits: Audits) =>
  (today: string, role: Role): DueItem[] => [
    ...audits
      .list()
      .filter(({ closedAt }) => closedAt === null)
      .map((audit) => openItem(audit, role)),
    ...audits.promised().flatMap(({ auditId, number, text, dueOn }): DueItem[] => {
      const left = daysBetween(today, dueOn);
      if (left > NOTICE_DAYS) return [];
      return [
        {
          kind: 'audit',
          urgency: urgencyIn(left),
          on: dueOn,
          title: left < 0 ? `${number}: what was promised is overdue` : `${number}: what was promised falls due`,
          detail: `${text} When it has been done, record it there.`,
          clause: '6.5',
          place: { screen: 'audit', id: auditId },
        },
      ];
    }),
  ];

const counted = (many: number, one: string, more: string): string => (many === 1 ? `1 ${one}` : `${many} ${more}`);

function openItem({ id, number, reference, unchecked, unanswered }: AuditSummary, role: Role): DueItem {
  const waits = [
    ...(unchecked > 0 ? [`${counted(unchecked, 'spot check has', 'spot checks have')} no finding`] : []),
    ...(unanswered > 0 ? [`${counted(unanswered, 'recommendation has', 'recommendations have')} no answer`] : []),
  ];
  const isMine = unanswered > 0 && role === 'manager';
  return {
    kind: 'audit',
    urgency: isMine ? 'soon' : 'later',
    on: null,
    title: isMine ? `${number}: recommendations wait for your answer` : `${number} is open`,
    detail: `${reference}: ${waits.length === 0 ? 'nothing is left to do but to close it' : waits.join(' and ')}.`,
    clause: '6.5',
    place: { screen: 'audit', id },
  };
}
