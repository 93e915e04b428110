import type { CommandName } from '../../../shared/contract.ts';
import type { Fact } from '../../ui/facts.tsx';
import { optionsOf, type QuickField } from '../../ui/quick-form.tsx';
import { formatDay, formatWallClock } from '../../ui/time.ts';
import { rankWords } from '../disclosures/disclosure-words.ts';
import type { Still } from './still-words.ts';

/** Who may ask for a still (CoP 5.13, 5.14). */
export const routeWords: Readonly<Record<Still['route'], string>> = {
  sno: 'Safer Neighbourhoods Officer',
  police: 'Police officer in charge',
  other: 'Somebody else, through the manager',
};

export const routeClause: Readonly<Record<Still['route'], string>> = { sno: '5.13', police: '5.13', other: '5.14' };

const { constable: _, sergeant: __, ...seniorRanks } = rankWords;
const requiredWords = {
  prevention: 'Prevention of crime',
  detection: 'Detection of crime',
  both: 'Prevention and detection of crime',
} as const;

const police: readonly QuickField[] = [
  { kind: 'line', name: 'requester', label: 'Name of the officer in charge' },
  { kind: 'choice', name: 'police.rank', label: 'Rank', options: optionsOf(rankWords) },
  { kind: 'line', name: 'police.collarNumber', label: 'Collar number' },
  { kind: 'line', name: 'police.station', label: 'Station' },
  { kind: 'line', name: 'police.contact', label: 'How to reach them' },
  { kind: 'line', name: 'police.identification', label: 'Identification seen', description: 'Such as: warrant card.' },
  { kind: 'line', name: 'police.identificationSeenBy', label: 'Seen by' },
  { kind: 'line', name: 'police.crimeNumber', label: 'Crime or incident number' },
  { kind: 'clock', name: 'police.incidentAt', label: 'When the incident was' },
  { kind: 'line', name: 'police.incidentPlace', label: 'Where the incident was' },
  { kind: 'paragraph', name: 'police.incidentNote', label: 'Note of the incident' },
  { kind: 'clock', name: 'police.askedAt', label: 'When they asked' },
  { kind: 'line', name: 'particulars', label: 'What the still shows' },
  { kind: 'line', name: 'police.wanted', label: 'What they want and how many' },
  { kind: 'choice', name: 'police.requiredFor', label: 'Required for', options: optionsOf(requiredWords) },
  { kind: 'paragraph', name: 'necessity', label: 'Why it is required' },
  {
    kind: 'line',
    name: 'police.authorisedBy',
    label: 'Authorised by',
    description: 'Another officer than the one asking.',
  },
  {
    kind: 'choice',
    name: 'police.authorisedRank',
    label: 'Their rank (Inspector or above)',
    options: optionsOf(seniorRanks),
  },
  { kind: 'line', name: 'police.authorisedNumber', label: 'Their number' },
  { kind: 'day', name: 'police.authorisedOn', label: 'Authorised on' },
  { kind: 'paragraph', name: 'police.justification', label: 'Their justification' },
  {
    kind: 'check',
    name: 'police.undertaking',
    label: 'The signed request undertakes to use it for nothing but the purposes specified (CoP 5.16)',
  },
];

const other: readonly QuickField[] = [
  { kind: 'line', name: 'requester', label: 'Who asks' },
  {
    kind: 'line',
    name: 'agency.agency',
    label: 'Agency',
    description: 'Such as: Stockport MBC; a member of the public.',
  },
  { kind: 'line', name: 'agency.contact', label: 'How to reach them' },
  { kind: 'day', name: 'agency.askedOn', label: 'Asked on' },
  { kind: 'paragraph', name: 'necessity', label: 'For what purpose' },
  { kind: 'line', name: 'agency.lawfulBasis', label: 'Lawful basis' },
  { kind: 'line', name: 'particulars', label: 'What the still shows' },
];

/** The form of each route but the SNO's own. */
export const routedRequests = {
  police: { command: 'stills.requestByPolice', fields: police },
  other: { command: 'stills.requestByOther', fields: other },
} as const satisfies Record<string, { command: CommandName; fields: readonly QuickField[] }>;

/** Who asked, as what, and on whose authority. */
export function requestFacts({ route, requester, police: asked, agency, necessity }: Still): Fact[] {
  const start: Fact[] = [
    { label: 'Route', value: `${routeWords[route]} (CoP ${routeClause[route]})` },
    { label: 'Asked for by', value: requester },
  ];
  if (agency !== null)
    return [
      ...start,
      { label: 'Agency', value: `${agency.agency}, ${agency.contact}` },
      { label: 'Purpose', value: necessity },
      { label: 'Lawful basis', value: agency.lawfulBasis },
    ];
  if (asked === null) return [...start, { label: 'Why it is necessary', value: necessity }];
  return [
    ...start,
    { label: 'Officer', value: `${rankWords[asked.rank]} ${asked.collarNumber}, ${asked.station}, ${asked.contact}` },
    { label: 'Identification', value: `${asked.identification}, seen by ${asked.identificationSeenBy}` },
    { label: 'Crime or incident number', value: asked.crimeNumber },
    {
      label: 'Incident',
      value: `${formatWallClock(asked.incidentAt)}, ${asked.incidentPlace}: ${asked.incidentNote}`,
    },
    { label: 'They asked', value: formatWallClock(asked.askedAt) },
    { label: 'Wanted', value: asked.wanted },
    { label: 'Required for', value: `${requiredWords[asked.requiredFor]}: ${necessity}` },
    {
      label: 'Authorised by',
      value: `${rankWords[asked.authorisedRank]} ${asked.authorisedBy}, ${asked.authorisedNumber}, ${formatDay(asked.authorisedOn)}: ${asked.justification}`,
    },
  ];
}
