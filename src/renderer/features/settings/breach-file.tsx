import { Button, Group, List, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Facts } from '../../ui/facts.tsx';
import { optionsOf, QuickForm, type QuickField } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { type Breach, complaintWords } from './breach-words.ts';
import { kindInWords } from './kind-in-words.ts';

type Task = 'note' | 'assess' | 'decideIco' | 'close';

const taskWords: Readonly<Record<Task, string>> = {
  note: 'Write down what was found',
  assess: 'Judge whether personal data is concerned',
  decideIco: 'Record the ICO decision',
  close: 'Close it',
};

const password: QuickField = { kind: 'password', name: 'password', label: 'Your password' };
const fieldsOf = (task: Task, breach: Breach): readonly QuickField[] => {
  switch (task) {
    case 'note':
      return [{ kind: 'paragraph', name: 'text', label: 'What was found, done or said' }];
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
            ]
          : []),
        password,
      ];
  }
};

function tasksOf({ outcome, personalData, ico }: Breach, isManager: boolean): Task[] {
  if (outcome !== null) return [];
  const managers: readonly (readonly [Task, boolean])[] = [
    ['assess', ico === null],
    ['decideIco', personalData === true && ico === null],
    ['close', true],
  ];
  return ['note', ...(isManager ? managers.filter(([, isPossible]) => isPossible).map(([task]) => task) : [])];
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

const factsOf = (breach: Breach) => [
  { label: 'Kind', value: kindInWords(breach.kind) },
  { label: 'What', value: <span className="paragraph">{breach.description}</span> },
  { label: 'Registered', value: <InstantText value={breach.at} /> },
  { label: 'Registered by', value: breach.reportedBy },
  { label: 'Happened', value: breach.happenedOn === null ? 'not known' : <DayText value={breach.happenedOn} /> },
  { label: 'First known', value: <InstantText value={breach.awareAt} /> },
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
          value: `${breach.outcome.complaint === null ? '' : `${complaintWords[breach.outcome.complaint]}. `}${breach.outcome.text} (${breach.outcome.by})`,
        },
      ]),
];
