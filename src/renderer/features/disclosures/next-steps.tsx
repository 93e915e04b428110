import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { classClause, type Disclosure, endWords, freezesFootage, isPublic } from './disclosure-words.ts';
import { FreezeMore, SendForm } from './release-forms.tsx';

type Task = 'refer' | 'agreement' | 'send' | 'receipt' | 'freeze' | 'unreceipted' | 'answered' | 'told' | 'withdrawn';

const taskWords: Readonly<Record<Task, string>> = {
  refer: 'Record the referral to Assurance',
  agreement: 'Record what the Assurance Manager said',
  send: 'Record what was handed over',
  receipt: 'Record the receipt',
  freeze: 'Freeze more',
  unreceipted: 'Close: no receipt came back',
  answered: 'Close: Assurance answered',
  told: 'Close: the requester was told',
  withdrawn: 'Close: withdrawn',
};

/** What each person can do now; the core refuses everything else. */
function tasksOf({ class: kind, state }: Disclosure, isOfficer: boolean): Task[] {
  const officer: readonly (readonly [Task, boolean])[] = [
    ['refer', state === 'received' && isPublic(kind)],
    ['agreement', state === 'received' && kind === 'other'],
    ['send', state === 'granted'],
    ['receipt', state === 'sent'],
    ['freeze', state !== 'closed' && freezesFootage(kind)],
  ];
  const manager: readonly (readonly [Task, boolean])[] = [
    ['unreceipted', state === 'sent'],
    ['answered', state === 'granted' && isPublic(kind)],
    ['told', state === 'refused'],
    ['withdrawn', state === 'received' || state === 'referred' || state === 'granted'],
  ];
  return (isOfficer ? officer : manager).filter(([, isPossible]) => isPossible).map(([task]) => task);
}

function standing({ class: kind, state }: Disclosure): string {
  switch (state) {
    case 'received':
      return isPublic(kind)
        ? 'The officer sends it on to the Assurance Team and records that here.'
        : 'The Safer Neighbourhoods Manager decides on it.';
    case 'referred':
      return 'The Safer Neighbourhoods Manager decides on it with the Assurance Team.';
    case 'granted':
      return 'Its release was decided. The officer hands over existing discs or stills and records each.';
    case 'refused':
      return 'It was refused. The requester is told, and the manager closes it.';
    case 'sent':
      return 'It was handed over. The signed receipt is chased until it is back; if it never comes, the manager closes the request and says why.';
    case 'closed':
      return 'It is closed; what it froze has thawed.';
  }
}

interface NextStepsProps {
  readonly disclosure: Disclosure;
  readonly onChanged: () => void;
}

export function NextSteps({ disclosure, onChanged }: NextStepsProps): ReactNode {
  const { person } = useSession();
  const [task, setTask] = useState<Task | null>(null);
  const isOfficer = person.role === 'officer';
  const tasks = tasksOf(disclosure, isOfficer);
  const mayDecide =
    !isOfficer && (disclosure.state === 'referred' || (disclosure.state === 'received' && !isPublic(disclosure.class)));
  const done = (): void => {
    setTask(null);
    onChanged();
  };
  return (
    <Section title="What comes next">
      <Stack gap="sm">
        <Text>{standing(disclosure)}</Text>
        {task === null ? (
          <Group gap="xs">
            {mayDecide ? (
              <Button component={Link} to="/approvals">
                Go to approvals
              </Button>
            ) : null}
            {tasks.map((one) => (
              <Button key={one} variant="default" onClick={() => setTask(one)}>
                {taskWords[one]}
              </Button>
            ))}
          </Group>
        ) : (
          <TaskForm task={task} disclosure={disclosure} onDone={done} onCancel={() => setTask(null)} />
        )}
        <ClauseQuote clause={classClause[disclosure.class]} />
      </Stack>
    </Section>
  );
}

interface TaskFormProps {
  readonly task: Task;
  readonly disclosure: Disclosure;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function TaskForm({ task, disclosure, onDone, onCancel }: TaskFormProps): ReactNode {
  const common = { title: taskWords[task], headingOrder: 3 as const, onDone, onCancel };
  const fixed = { disclosureId: disclosure.id };
  switch (task) {
    case 'refer':
      return <ReferForm {...{ common, fixed }} />;
    case 'agreement':
      return (
        <QuickForm
          {...common}
          command="disclosures.recordAgreement"
          fixed={fixed}
          fields={[
            { kind: 'line', name: 'assuranceManager', label: 'Name of the Assurance Manager' },
            { kind: 'day', name: 'on', label: 'Said on' },
            { kind: 'check', name: 'agrees', label: 'The Assurance Manager agrees to the release' },
            { kind: 'paragraph', name: 'words', label: 'In their words' },
          ]}
          submit="Record it"
        />
      );
    case 'send':
      return <SendForm {...{ common, fixed, disclosure }} />;
    case 'freeze':
      return <FreezeMore {...{ common, fixed }} />;
    case 'receipt':
      return (
        <QuickForm
          {...common}
          command="disclosures.receipt"
          description="The request is closed with it. Attach the signed receipt as a scanned paper first."
          fixed={fixed}
          fields={[
            { kind: 'day', name: 'on', label: 'Came back on' },
            { kind: 'paragraph', name: 'note', label: 'Signed by, and reference' },
          ]}
          submit="Record the receipt"
        />
      );
    case 'unreceipted':
    case 'answered':
    case 'told':
    case 'withdrawn':
      return (
        <QuickForm
          {...common}
          command="disclosures.close"
          description={`${endWords[task]}. What the request froze thaws, and what is past its six weeks is destroyed at once.`}
          fixed={{ ...fixed, how: task }}
          fields={[
            { kind: 'day', name: 'on', label: 'On' },
            { kind: 'paragraph', name: 'note', label: closingNote(task) },
            { kind: 'password', name: 'password', label: 'Your password' },
          ]}
          submit="Close the request"
        />
      );
  }
}

const closingNote = (task: Task): string =>
  task === 'unreceipted' ? 'Who was asked for it, when, and why it is closed' : 'How, by whom, and reference';

interface FormProps {
  readonly common: {
    readonly title: string;
    readonly headingOrder: 3;
    readonly onDone: () => void;
    readonly onCancel: () => void;
  };
  readonly fixed: { readonly disclosureId: string };
}

function ReferForm({ common, fixed }: FormProps): ReactNode {
  const mailbox = useQuery('settings.read', {}, ['settings']).data?.assuranceMailbox ?? 'the Assurance Team';
  return (
    <QuickForm
      {...common}
      command="disclosures.refer"
      description={`This laptop has no network: send the request to ${mailbox} from another computer, then record it here.`}
      fixed={fixed}
      fields={[
        { kind: 'day', name: 'on', label: 'Sent on' },
        { kind: 'line', name: 'how', label: 'How', description: 'Such as: e-mail of 14:05 from my office computer.' },
      ]}
      submit="Record the referral"
    />
  );
}
