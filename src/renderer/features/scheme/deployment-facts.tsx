import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import {
  type Deployment,
  groundWords,
  offerWords,
  recorderWords,
  satisfiedWords,
  supportedWords,
  urgencyWords,
} from './deployment-words.ts';
import { piaStateWords } from './pia-words.ts';

/** Who asked for the camera, and what allows it. */
export const deploymentFacts = (deployment: Deployment) => [
  { label: 'Asked for by', value: deployment.requestedBy },
  { label: 'Asked for', value: <InstantText value={deployment.requestedAt} /> },
  { label: 'Customer', value: `${deployment.customer}, ${deployment.contact}` },
  ...(deployment.position === null
    ? []
    : [{ label: 'On the waiting list', value: `number ${deployment.position}, ${urgencyOf(deployment)}` }]),
  {
    label: 'PIA',
    value:
      deployment.pia === null ? (
        'none yet'
      ) : (
        <Anchor component={Link} inherit underline="always" to={`/scheme/pias/${deployment.pia.id}`}>
          {deployment.pia.number} version {deployment.pia.version}:{' '}
          {piaStateWords[deployment.pia.state].words.toLowerCase()}
        </Anchor>
      ),
  },
  { label: 'Allowed by', value: deployment.ground ?? 'nothing yet: no approved PIA is in force for this place' },
  ...(deployment.allowedUntil === null
    ? []
    : [{ label: 'Allowed until', value: <DayText value={deployment.allowedUntil} /> }]),
  { label: 'Kit', value: deployment.kit?.assetNumber ?? 'none' },
  {
    label: 'Site survey',
    value:
      deployment.survey === null ? (
        'not made yet'
      ) : (
        <>
          <DayText value={deployment.survey.surveyedOn} />: {deployment.survey.position}
        </>
      ),
  },
  ...(deployment.nextReviewOn === null
    ? []
    : [{ label: 'Next review', value: <DayText value={deployment.nextReviewOn} /> }]),
  ...(deployment.nextClockCheckOn === null
    ? []
    : [{ label: 'Next clock check', value: <DayText value={deployment.nextClockCheckOn} /> }]),
  ...(deployment.withdrawnBecause === null ? [] : [{ label: 'Withdrawn because', value: deployment.withdrawnBecause }]),
];

const urgencyOf = ({ urgency, urgencySet }: Deployment): string =>
  urgencySet === null
    ? urgencyWords[urgency].toLowerCase()
    : `${urgencyWords[urgency].toLowerCase()}${urgencySet.ground === undefined ? '' : ` (${groundWords[urgencySet.ground].toLowerCase()})`}: ${urgencySet.reasons} (set by ${urgencySet.by})`;

export const installationFacts = (installation: NonNullable<Deployment['installation']>) => [
  { label: 'Installed on', value: <DayText value={installation.installedOn} /> },
  { label: 'By', value: `${installation.contractor}, SIA licence ${installation.siaLicenceNumber}` },
  { label: 'Kit', value: installation.kitAssetNumber },
  { label: 'By leave of', value: installation.ground },
  { label: 'Signs', value: 'at perimeter and centre, naming the controller with address' },
  { label: 'Audio', value: 'off' },
  { label: 'Homes', value: 'not looked into' },
  { label: 'Recorded by', value: installation.by },
  { label: 'Note', value: installation.note ?? 'none' },
];

export const removalFacts = (removal: NonNullable<Deployment['removal']>, satisfaction: Deployment['satisfaction']) => [
  { label: 'Removed on', value: <DayText value={removal.removedOn} /> },
  { label: 'Offered', value: `${offerWords[removal.offered]}; ${removal.accepted ? 'taken' : 'not taken'}` },
  { label: 'Recorder', value: recorderWords[removal.recorder] },
  ...(removal.footageGivenUp === undefined
    ? []
    : [{ label: 'Footage given up because', value: removal.footageGivenUp }]),
  {
    label: 'Satisfaction survey',
    value:
      satisfaction === null
        ? 'open'
        : satisfaction.answered
          ? (satisfaction.experience ?? 'answered')
          : 'no answer given',
  },
  ...(satisfaction?.supported === undefined
    ? []
    : [{ label: 'Felt supported', value: supportedWords[satisfaction.supported] }]),
  ...(satisfaction?.satisfied === undefined
    ? []
    : [{ label: 'Satisfied', value: satisfiedWords[satisfaction.satisfied] }]),
];
