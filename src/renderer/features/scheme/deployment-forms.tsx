import type { ReactNode } from 'react';
import { CommandForm } from '../../ui/command-form.tsx';
import { referenceWords } from '../footage/recording-words.ts';
import {
  asOptions,
  type Booking,
  decisionWords,
  type Deployment,
  groundWords,
  howWords,
  offerWords,
  purposeWords,
  recorderWords,
  satisfiedWords,
  supportedWords,
  urgencyWords,
} from './deployment-words.ts';
import { InstallForm, IssueForm } from './hanging-forms.tsx';

export type DeploymentForm =
  | 'begin-pia'
  | 'tell'
  | 'withdraw'
  | 'urgency'
  | 'survey'
  | 'book'
  | 'issue'
  | 'return'
  | 'install'
  | 'clock'
  | 'review'
  | 'move'
  | 'remove'
  | 'satisfaction'
  | Booking;

interface DeploymentFormsProps {
  readonly deployment: Deployment;
  readonly form: DeploymentForm | null;
  readonly onDone: () => void;
}

const backInStore = [
  { name: 'storeroomPlace', kind: 'line', label: 'Place in the locked storeroom' },
  { name: 'recorder', kind: 'choice', label: 'The recorder is', options: asOptions(recorderWords) },
  {
    name: 'footageGivenUp',
    kind: 'paragraph',
    label: 'Why footage not yet retrieved is given up (only if there is any)',
  },
] as const;

/** One form at a time: what the officer records of this deployment. */
export function DeploymentForms({ deployment, form, onDone }: DeploymentFormsProps): ReactNode {
  const fixed = { deploymentId: deployment.id };
  const common = { fixed, onDone, onCancel: onDone } as const;
  switch (form) {
    case null:
      return null;
    case 'begin-pia':
      return (
        <CommandForm
          {...common}
          command="pias.begin"
          title={`PIA for ${deployment.place}`}
          clause="5.1"
          fields={[
            {
              name: 'author',
              kind: 'line',
              label: 'Written by (SNO dealing with the case)',
              value: deployment.requestedBy,
            },
          ]}
          submitLabel="Begin the PIA"
        />
      );
    case 'tell':
      return (
        <CommandForm
          {...common}
          command="waiting.tellCustomer"
          title={`Tell ${deployment.customer}: number ${String(deployment.position ?? '')} on the waiting list`}
          clause="3.3"
          fields={[
            { name: 'how', kind: 'choice', label: 'How', options: asOptions(howWords) },
            { name: 'told', kind: 'paragraph', label: 'What was said' },
          ]}
          submitLabel="Log it"
        />
      );
    case 'withdraw':
      return (
        <CommandForm
          {...common}
          command="waiting.withdraw"
          title="Withdraw the request"
          fields={[{ name: 'reason', kind: 'paragraph', label: 'Why' }]}
          submitLabel="Withdraw"
        />
      );
    case 'urgency':
      return (
        <CommandForm
          {...common}
          command="waiting.setUrgency"
          title={`How urgent is ${deployment.number}?`}
          clause="3.3"
          fields={[
            {
              name: 'urgency',
              kind: 'choice',
              label: 'Urgency',
              description:
                'Urgent comes before priority, priority before ordinary; then the day of the request decides.',
              options: asOptions(urgencyWords),
              value: deployment.urgency,
            },
            {
              name: 'ground',
              kind: 'choice',
              label: 'Ground (none for ordinary)',
              description: 'Any hate crime has priority status (code of practice, section 8).',
              options: asOptions(groundWords),
            },
            { name: 'reasons', kind: 'paragraph', label: 'Why' },
          ]}
          submitLabel="Set it"
        />
      );
    case 'survey':
      return (
        <CommandForm
          {...common}
          command="deployments.survey"
          title="Site survey"
          clause="5.7"
          fields={[
            { name: 'surveyedOn', kind: 'day', label: 'Surveyed on' },
            { name: 'position', kind: 'paragraph', label: 'The most appropriate position' },
            { name: 'fieldOfView', kind: 'paragraph', label: 'What the camera sees from there' },
            { name: 'signsAt', kind: 'paragraph', label: 'Where the signs will stand (perimeter and centre)' },
            { name: 'power', kind: 'line', label: 'Power' },
            {
              name: 'looksIntoHomes',
              kind: 'tick',
              label: 'From there it would look into residential properties (CoP 5.12)',
            },
          ]}
          submitLabel="Record the survey"
        />
      );
    case 'book':
      return (
        <CommandForm
          {...common}
          command="deployments.book"
          title={`Book a slot with ${deployment.customer}`}
          clause="3.4"
          fields={[
            {
              name: 'purpose',
              kind: 'choice',
              label: 'For',
              options: asOptions(purposeWords).filter(
                ([purpose]) => (purpose === 'removal') === (deployment.state === 'installed'),
              ),
            },
            { name: 'startsAt', kind: 'clock', label: 'Begins', description: 'A slot lasts one hour.' },
          ]}
          submitLabel="Book the slot"
        />
      );
    case 'issue':
      return <IssueForm deployment={deployment} onDone={onDone} />;
    case 'return':
      return (
        <CommandForm
          {...common}
          command="deployments.returnKit"
          title={`Take ${deployment.kit?.assetNumber ?? 'the kit'} back`}
          clause="3.2"
          fields={[...backInStore, { name: 'reason', kind: 'paragraph', label: 'Why it was not installed' }]}
          submitLabel="Take it back"
        />
      );
    case 'install':
      return <InstallForm deployment={deployment} onDone={onDone} />;
    case 'clock':
      return (
        <CommandForm
          {...common}
          command="deployments.checkClock"
          title="Check of the recorder’s clock"
          clause="4.2"
          fields={[
            { name: 'systemTime', kind: 'clock', label: 'The recorder’s clock showed' },
            { name: 'referenceTime', kind: 'clock', label: 'The reference showed' },
            { name: 'source', kind: 'choice', label: 'Reference', options: asOptions(referenceWords) },
            { name: 'seenBy', kind: 'line', label: 'Seen by' },
          ]}
          submitLabel="Record the check"
        />
      );
    case 'review':
      return (
        <CommandForm
          {...common}
          command="deployments.review"
          title="Is the camera still needed?"
          clause="3.3"
          fields={[
            {
              name: 'decision',
              kind: 'choice',
              label: 'Decision',
              description: 'To extend it reopens the PIA for the manager.',
              options: asOptions(decisionWords),
            },
            { name: 'reasons', kind: 'paragraph', label: 'Reasons' },
          ]}
          submitLabel="Record the review"
        />
      );
    case 'move':
      return (
        <CommandForm
          {...common}
          command="deployments.move"
          title="The camera is taken down to hang elsewhere"
          clause="5.1"
          fields={[
            { name: 'newPlace', kind: 'line', label: 'New place' },
            {
              name: 'reasons',
              kind: 'paragraph',
              label: 'Reasons',
              description: 'The PIA is reopened for the new place; survey, slot and check begin anew.',
            },
          ]}
          submitLabel="Record the move"
        />
      );
    case 'remove':
      return (
        <CommandForm
          {...common}
          command="deployments.remove"
          title="Removal"
          clause="3.3"
          fields={[
            { name: 'removedOn', kind: 'day', label: 'Removed on' },
            { name: 'offered', kind: 'choice', label: 'The customer was offered', options: asOptions(offerWords) },
            { name: 'accepted', kind: 'tick', label: 'The customer took it' },
            ...backInStore,
          ]}
          submitLabel="Record the removal"
        />
      );
    case 'satisfaction':
      return (
        <CommandForm
          {...common}
          command="deployments.recordSatisfaction"
          title={`Satisfaction survey of ${deployment.customer}`}
          clause="6.7"
          fields={[
            { name: 'answered', kind: 'tick', label: 'The customer answered' },
            { name: 'experience', kind: 'paragraph', label: 'Views and experience, in their words' },
            {
              name: 'supported',
              kind: 'choice',
              label: 'Did they feel supported?',
              options: asOptions(supportedWords),
            },
            {
              name: 'satisfied',
              kind: 'choice',
              label: 'How satisfied were they?',
              options: asOptions(satisfiedWords),
            },
          ]}
          submitLabel="Record the survey"
        />
      );
    default:
      return (
        <CommandForm
          {...common}
          key={form.id}
          command="deployments.cancelBooking"
          title={`Cancel: ${purposeWords[form.purpose]}`}
          fixed={{ ...fixed, bookingId: form.id }}
          fields={[{ name: 'reason', kind: 'paragraph', label: 'Why' }]}
          submitLabel="Cancel the booking"
        />
      );
  }
}
