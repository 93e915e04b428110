import { Button, Group, List, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Facts } from '../../ui/facts.tsx';
import { optionsOf, QuickForm, type QuickField } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { formatDay } from '../../ui/time.ts';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { type Breach, complaintWords, disciplinaryWords } from './breach-words.ts';
import { kindInWords } from './kind-in-words.ts';

type Task = 'note' | 'acknowledge' | 'assess' | 'decideIco' | 'refer' | 'referralEnded' | 'close';

const taskWords: Readonly<Record<Task, string>> = {
  note: 'Write down what was found',
  acknowledge: 'Record the acknowledgement',
  refer: 'Record a disciplinary referral',
  referralEnded: 'Record how the referral ended',
  assess: 'Judge whether personal data is concerned',
  decideIco: 'Record the ICO decision',
  close: 'Close it',
};

const password: QuickField = { kind: 'password', name: 'password', label: 'Your password' };
const fieldsOf = (task: Task, breach: Breach): readonly QuickField[] => {
  switch (task) {
    case 'note':
      return [{ kind: 'paragraph', name: 'text', label: 'What was found, done or said' }];
    case 'acknowledge':
      return [
        { kind: 'day', name: 'on', label: 'Acknowledged on' },
        { kind: 'line', name: 'how', label: 'How', description: 'Such as: letter, that it came and is looked into.' },
      ];
    case 'refer':
      return [
        { kind: 'day', name: 'on', label: 'Referred on' },
        { kind: 'line', name: 'to', label: 'Referred to', description: 'Such as: Human Resources.' },
        { kind: 'line', name: 'reference', label: 'Their reference (if any; no names)' },
        password,
      ];
    case 'referralEnded':
      return [
        { kind: 'day', name: 'on', label: 'Ended on' },
        { kind: 'choice', name: 'outcome', label: 'Outcome', options: optionsOf(disciplinaryWords) },
        password,
      ];
    case 'assess':
      return [
        { kind: 'check', name: 'personalData', label: 'Personal data is concerned' },
        { kind: 'paragraph', name: 'reasons', label: 'Reasons' },
        password,
      ];
    case 'decideIco':
      return [
        {
          kind: 'choice',
          name: 'decision',
          label: 'The Information Commissioner',
          options: [
            { value: 'report', label: 'is told' },
            { value: 'no-report', label: 'need not be told' },
          ],
        },
        { kind: 'paragraph', name: 'reasons', label: 'Reasons, and why it is late if it is' },
        { kind: 'line', name: 'reference', label: 'Reference of the report (if any)' },
        password,
      ];
    case 'close':
      return [
        { kind: 'paragraph', name: 'outcome', label: 'Outcome, and what changes because of it' },
        ...(breach.kind === 'complaint'
          ? [
              {
                kind: 'choice',
                name: 'complaint',
                label: 'The complaint was',
                options: optionsOf(complaintWords),
              } as const,
              { kind: 'day', name: 'told.on', label: 'Complainant told of the outcome on' } as const,
              {
                kind: 'line',
                name: 'told.how',
                label: 'How they were told',
                description: 'With their right to complain to the Information Commissioner.',
              } as const,
            ]
          : []),
        password,
      ];
  }
};

function tasksOf(breach: Breach, isManager: boolean): Task[] {
  const { outcome, personalData, ico, kind, acknowledged, disciplinary } = breach;
  if (outcome !== null) return [];
  const managers: readonly (readonly [Task, boolean])[] = [
    ['assess', ico === null],
    ['decideIco', personalData === true && ico === null],
    ['refer', disciplinary === null],
    ['referralEnded', disciplinary !== null && disciplinary.outcome === null],
    ['close', true],
  ];
  return [
    'note',
    ...(kind === 'complaint' && acknowledged === null ? (['acknowledge'] as const) : []),
    ...(isManager ? managers.filter(([, isPossible]) => isPossible).map(([task]) => task) : []),
  ];
}

/** One incident: what is known, what was found, and the next step (CoP 6.2). */
export function BreachFile({ breach }: { readonly breach: Breach }): ReactNode {
  const { person } = useSession();
  const [task, setTask] = useState<Task | null>(null);
  const done = (): void => setTask(null);
  return (
    <Section title={`Incident ${breach.number}`}>
      <Stack gap="sm">
        <Facts items={factsOf(breach)} />
        {task === null ? (
          <Group gap="xs">
            {tasksOf(breach, person.role === 'manager').map((one) => (
              <Button key={one} variant="default" onClick={() => setTask(one)}>
                {taskWords[one]}
              </Button>
            ))}
          </Group>
        ) : (
          <QuickForm
            key={task}
            command={`breaches.${task}`}
            title={taskWords[task]}
            headingOrder={3}
            fixed={{ number: breach.number }}
            fields={fieldsOf(task, breach)}
            submit={taskWords[task]}
            onDone={done}
            onCancel={done}
          />
        )}
      </Stack>
    </Section>
  );
}

const referralOf = ({ referredOn, to, reference, outcome }: NonNullable<Breach['disciplinary']>): ReactNode => (
  <>
    Referred to {to}
    {reference === null ? '' : `, ${reference}`}, <DayText value={referredOn} />.{' '}
    {outcome === null ? (
      'Its end is awaited.'
    ) : (
      <>
        Ended <DayText value={outcome.on} />: {disciplinaryWords[outcome.outcome].toLowerCase()}.
      </>
    )}
  </>
);

const factsOf = (breach: Breach) => [
  { label: 'Kind', value: kindInWords(breach.kind) },
  { label: 'What', value: <span className="paragraph">{breach.description}</span> },
  { label: 'Registered', value: <InstantText value={breach.at} /> },
  { label: 'Registered by', value: breach.reportedBy },
  { label: 'Happened', value: breach.happenedOn === null ? 'not known' : <DayText value={breach.happenedOn} /> },
  { label: 'First known', value: <InstantText value={breach.awareAt} /> },
  ...(breach.complainant === null ? [] : [{ label: 'Complainant', value: breach.complainant }]),
  ...(breach.acknowledgeBy === null
    ? []
    : [{ label: 'To be acknowledged by (30 days)', value: <DayText value={breach.acknowledgeBy} /> }]),
  ...(breach.acknowledged === null
    ? []
    : [
        {
          label: 'Acknowledged',
          value: (
            <>
              <DayText value={breach.acknowledged.on} />: {breach.acknowledged.how}
              {breach.acknowledged.isLate ? ', after the 30 days' : ''} ({breach.acknowledged.by})
            </>
          ),
        },
      ]),
  ...(breach.disciplinary === null
    ? []
    : [{ label: 'Disciplinary procedure', value: referralOf(breach.disciplinary) }]),
  {
    label: 'Personal data',
    value: breach.personalData === null ? 'not judged yet' : breach.personalData ? 'is concerned' : 'is not concerned',
  },
  ...(breach.icoBy === null
    ? []
    : [{ label: 'ICO to be told by (72 hours)', value: <InstantText value={breach.icoBy} /> }]),
  ...(breach.ico === null
    ? []
    : [
        {
          label: 'ICO decision',
          value: `${breach.ico.decision === 'report' ? 'Told' : 'Not told'}${breach.ico.isLate ? ', after the 72 hours' : ''}: ${breach.ico.reasons} (${breach.ico.by})`,
        },
      ]),
  {
    label: 'Investigation',
    value:
      breach.notes.length === 0 ? (
        'nothing written down yet'
      ) : (
        <List>
          {breach.notes.map(({ at, by, text }) => (
            <List.Item key={at}>
              <InstantText value={at} />, {by}: {text}
            </List.Item>
          ))}
        </List>
      ),
  },
  ...(breach.outcome === null
    ? []
    : [
        {
          label: 'Outcome',
          value: `${breach.outcome.complaint === null ? '' : `${complaintWords[breach.outcome.complaint]}. `}${breach.outcome.text} (${breach.outcome.by})${
            breach.outcome.told === null
              ? ''
              : `. Complainant told ${formatDay(breach.outcome.told.on)}: ${breach.outcome.told.how}`
          }`,
        },
      ]),
];
