import { List } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { classWords, type Disclosure, endWords, rankWords } from './disclosure-words.ts';

const words = (text: string): ReactNode => <span className="paragraph">{text}</span>;

/** Who asks, for what, and on what ground. */
export const RequestFacts = ({ disclosure }: { readonly disclosure: Disclosure }): ReactNode => (
  <Facts items={[...askedFacts(disclosure), ...classFacts(disclosure)]} />
);

const askedFacts = ({ class: kind, request, receivedOn, recordedAt, recordedBy, reactRef }: Disclosure): Fact[] => [
  { label: 'Kind', value: classWords[kind] },
  { label: 'Received', value: <DayText value={receivedOn} /> },
  { label: 'Who asks', value: request.requester },
  { label: 'Organisation', value: request.organisation ?? 'none' },
  { label: 'Contact', value: request.contact },
  { label: 'Case', value: reactRef ?? 'none' },
  { label: 'On what ground', value: request.basis },
  { label: 'Purpose', value: words(request.purpose) },
  { label: 'Footage asked for', value: words(request.footageAsked) },
  { label: 'Logged', value: <InstantText value={recordedAt} /> },
  { label: 'Logged by', value: recordedBy },
];

function classFacts({ request: { police, court, solicitor, council } }: Disclosure): Fact[] {
  if (police !== undefined)
    return [
      { label: 'Officer', value: `${rankWords[police.rank]} ${police.collarNumber}, ${police.station}` },
      { label: 'Identification seen', value: police.identificationSeen },
      { label: 'Crime number', value: police.crimeNumber },
      {
        label: 'Authorised by',
        value: `${rankWords[police.authorisedRank]} ${police.authorisedBy}, ${police.authorisedNumber}`,
      },
    ];
  if (court !== undefined)
    return [
      { label: 'Ground', value: court.ground === 'order' ? 'Order of a court' : 'Civil Evidence Act 1995' },
      { label: 'Court', value: `${court.court}, ${court.caseNumber}` },
    ];
  if (solicitor !== undefined)
    return [
      { label: 'Acts for', value: `${solicitor.client} (${solicitor.actsFor}), ${solicitor.caseNumber}` },
      { label: 'Seen in the footage', value: solicitor.isDataSubject ? 'yes' : 'no' },
    ];
  return council === undefined
    ? []
    : [{ label: 'Legal action', value: `${council.department}: ${council.legalAction}` }];
}

/** What was decided, what went where, and how it ended. */
export const OutcomeFacts = ({ disclosure }: { readonly disclosure: Disclosure }): ReactNode => (
  <Facts
    items={[
      ...referralFacts(disclosure),
      ...decisionFacts(disclosure),
      ...releaseFacts(disclosure),
      ...endingFacts(disclosure),
    ]}
  />
);

const referralFacts = ({ referral, agreement }: Disclosure): Fact[] => [
  ...(referral === null
    ? []
    : [
        {
          label: 'Referred to Assurance',
          value: (
            <>
              <DayText value={referral.on} />, {referral.to}, {referral.how}
            </>
          ),
        },
      ]),
  ...(agreement === null
    ? []
    : [
        {
          label: 'Assurance Manager',
          value: `${agreement.assuranceManager} ${agreement.agrees ? 'agrees' : 'does not agree'}: ${agreement.words}`,
        },
      ]),
];

const decisionFacts = ({ decision }: Disclosure): Fact[] =>
  decision === null
    ? [{ label: 'Decision', value: 'none yet' }]
    : [
        { label: 'Decision', value: decision.decision === 'release' ? 'Release' : 'Refuse' },
        { label: 'Reasons', value: words(decision.reasons) },
        { label: 'Decided by', value: decision.by },
        { label: 'Decided', value: <InstantText value={decision.at} /> },
      ];

const releaseFacts = ({ release }: Disclosure): Fact[] =>
  release === null
    ? []
    : [
        {
          label: 'What went',
          value: (
            <List>
              {release.items.map(({ id, number, print = number, sha256 }) => (
                <List.Item key={id + print}>
                  {print}: <HashText value={sha256} />
                </List.Item>
              ))}
            </List>
          ),
        },
        { label: 'To', value: `${release.recipient}, ${release.recipientOrganisation}` },
        { label: 'How', value: release.method },
        {
          label: 'Encrypted',
          value: release.isEncrypted ? `yes; the passphrase goes by ${release.passphraseRoute ?? ''}` : 'no',
        },
        { label: 'Sent', value: <DayText value={release.sentOn} /> },
        { label: 'Handed over by', value: release.by },
        { label: 'Receipt expected by', value: <DayText value={release.receiptBy} /> },
        { label: 'Conditions', value: release.conditions ?? 'none' },
      ];

const endingFacts = ({ ending }: Disclosure): Fact[] =>
  ending === null
    ? []
    : [
        { label: 'How it ended', value: endWords[ending.how] },
        { label: 'Ended', value: <DayText value={ending.on} /> },
        { label: 'Note', value: words(ending.note) },
        { label: 'Ended by', value: ending.by },
      ];
