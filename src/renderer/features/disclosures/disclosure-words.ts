import type { Output } from '../../../shared/contract.ts';
import type { QuickField } from '../../ui/quick-form.tsx';
import { optionsOf } from '../../ui/quick-form.tsx';
import type { Tone } from '../../ui/status-badge.tsx';

export type Summary = Output<'disclosures.list'>[number];
export type Disclosure = Output<'disclosures.read'>;

export const classWords: Readonly<Record<Summary['class'], string>> = {
  police: 'Police (Schedule 2 request)',
  'court-order': 'Court order or Civil Evidence Act 1995',
  solicitor: 'Solicitor in criminal proceedings',
  council: 'Stockport MBC, legal action',
  'subject-access': 'Subject access request',
  foi: 'Freedom of information request',
  public: 'Member of the public, other request',
  other: 'Somebody else (CoP 4.12)',
};

/** The clause under which each class may be given footage. */
export const classClause: Readonly<Record<Summary['class'], string>> = {
  police: '4.11',
  'court-order': '4.11',
  solicitor: '4.11',
  council: '4.11',
  'subject-access': '4.8',
  foi: '4.8',
  public: '4.8',
  other: '4.12',
};

export const isPublic = (kind: Summary['class']): boolean => classClause[kind] === '4.8';
export const freezesFootage = (kind: Summary['class']): boolean => isPublic(kind) || kind === 'court-order';

export const stateWords: Readonly<Record<Summary['state'], { tone: Tone; words: string }>> = {
  received: { tone: 'warning', words: 'Received' },
  referred: { tone: 'warning', words: 'Referred to Assurance' },
  granted: { tone: 'good', words: 'Release decided, not sent yet' },
  refused: { tone: 'bad', words: 'Refused, requester to be told' },
  sent: { tone: 'warning', words: 'Sent, receipt awaited' },
  closed: { tone: 'neutral', words: 'Closed' },
};

export const rankWords = {
  constable: 'Constable',
  sergeant: 'Sergeant',
  inspector: 'Inspector',
  'chief-inspector': 'Chief Inspector',
  superintendent: 'Superintendent',
  'chief-superintendent': 'Chief Superintendent',
  'chief-officer': 'Assistant Chief Constable or above',
} as const;

export const stepWords: Readonly<Record<Disclosure['clockSteps'][number]['step'], string>> = {
  'stop-identification': 'Stopped: proof of identity asked for',
  'stop-clarification': 'Stopped: clarification asked for',
  restart: 'Started again',
  extend: 'Extended by two months',
};

export const endWords: Readonly<Record<NonNullable<Disclosure['ending']>['how'], string>> = {
  receipt: 'The receipt came back',
  unreceipted: 'No receipt came back',
  answered: 'The Assurance Team answered',
  told: 'The requester was told of the refusal',
  withdrawn: 'The requester withdrew it',
};

const rank = (name: string, label: string): QuickField => ({
  kind: 'choice',
  name,
  label,
  options: optionsOf(rankWords),
});
const line = (name: string, label: string, description?: string): QuickField => ({
  kind: 'line',
  name,
  label,
  ...(description === undefined ? {} : { description }),
});

/** What each class is asked beside what all are asked. */
export const classFields: Readonly<Partial<Record<Summary['class'], readonly QuickField[]>>> = {
  police: [
    rank('police.rank', 'Rank of who asks'),
    line('police.collarNumber', 'Collar number'),
    line('police.station', 'Station or unit'),
    line('police.identificationSeen', 'Identification seen', 'What was shown, and by whom it was seen.'),
    line('police.crimeNumber', 'Crime or incident number'),
    line('police.authorisedBy', 'Authorised by'),
    rank('police.authorisedRank', 'Rank of who authorises (Inspector or above)'),
    line('police.authorisedNumber', 'Collar number of who authorises'),
  ],
  'court-order': [
    {
      kind: 'choice',
      name: 'court.ground',
      label: 'Ground',
      options: [
        { value: 'order', label: 'Order of a court' },
        { value: 'cea-1995', label: 'Civil Evidence Act 1995' },
      ],
    },
    line('court.court', 'Court'),
    line('court.caseNumber', 'Case number'),
    { kind: 'day', name: 'court.madeOn', label: 'Order made on (if there is one)' },
  ],
  solicitor: [
    {
      kind: 'choice',
      name: 'solicitor.actsFor',
      label: 'Acts for the',
      options: [
        { value: 'defendant', label: 'Defendant' },
        { value: 'victim', label: 'Victim' },
      ],
    },
    line('solicitor.client', 'Name of that person'),
    line('solicitor.caseNumber', 'Criminal case number'),
    { kind: 'check', name: 'solicitor.isDataSubject', label: 'That person is seen in the footage (is a data subject)' },
  ],
  council: [line('council.department', 'Department'), line('council.legalAction', 'Legal action being taken')],
};
