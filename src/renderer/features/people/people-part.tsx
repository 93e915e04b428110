import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Person } from '../../../shared/model.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Section } from '../../ui/section.tsx';
import { useSession } from '../../ui/role.tsx';
import { PeopleList } from '../settings/people-list.tsx';
import { AuthenticatorDialog } from './authenticator-dialog.tsx';
import { CloseAccountDialog } from './close-account-dialog.tsx';
import { NoticeList } from './notice-list.tsx';
import { OpenAccountDialog } from './open-account-dialog.tsx';
import { ChangePasswordDialog, ResetPasswordDialog } from './password-dialogs.tsx';
import type { ListedPerson } from './people-words.ts';
import { RecoverySheetsSection } from './renew-sheets.tsx';

type Task =
  | { readonly name: 'open' | 'own-password' }
  | { readonly name: 'authenticator' | 'reset-password' | 'close'; readonly person: Pick<ListedPerson, 'id' | 'name'> };

/** Who may sign in, one's own password and authenticator, help for somebody who lost theirs, and the recovery sheets. */
export function PeoplePart(): ReactNode {
  const { person: me } = useSession();
  const [task, setTask] = useState<Task | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const begin = (next: Task): void => {
    setSaid(null);
    setTask(next);
  };
  const dialog = {
    onClose: () => setTask(null),
    onDone: (words: string) => {
      setTask(null);
      setSaid(words);
    },
  };
  if (me.role === 'auditor') return <PeopleList columns={[]} />;
  return (
    <Stack gap="lg">
      <div role="status">{said === null ? null : <Text fw={600}>{said}</Text>}</div>
      <NoticeList />
      <PeopleList columns={[helpColumn(me, begin)]} />
      {me.role === 'manager' ? (
        <Group>
          <Button onClick={() => begin({ name: 'open' })}>Open an account</Button>
        </Group>
      ) : (
        <Text c="dimmed">The Safer Neighbourhoods Manager opens and closes accounts.</Text>
      )}
      <Section title="Your own account">
        <Group gap="sm">
          <Button variant="default" onClick={() => begin({ name: 'own-password' })}>
            Change my password
          </Button>
          <Button variant="default" onClick={() => begin({ name: 'authenticator', person: me })}>
            Set my authenticator up anew
          </Button>
        </Group>
      </Section>
      {me.role === 'manager' ? <RecoverySheetsSection /> : null}
      {task === null ? null : <TaskDialog task={task} {...dialog} />}
    </Stack>
  );
}

interface TaskDialogProps {
  readonly task: Task;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}

function TaskDialog({ task, ...dialog }: TaskDialogProps): ReactNode {
  switch (task.name) {
    case 'open':
      return <OpenAccountDialog {...dialog} />;
    case 'own-password':
      return <ChangePasswordDialog {...dialog} />;
    case 'authenticator':
      return <AuthenticatorDialog person={task.person} {...dialog} />;
    case 'reset-password':
      return <ResetPasswordDialog person={task.person} {...dialog} />;
    case 'close':
      return <CloseAccountDialog person={task.person} {...dialog} />;
  }
}

/** What may be done for somebody else; one's own account is below the list. */
const helpColumn = (me: Person, onBegin: (task: Task) => void): Column<ListedPerson> => ({
  id: 'help',
  header: 'Help',
  cell: (person) =>
    person.id === me.id || person.closedAt !== null ? null : (
      <Group gap="xs" wrap="nowrap">
        {person.role === 'auditor' ? null : (
          <>
            <ForPerson person={person} onClick={() => onBegin({ name: 'reset-password', person })}>
              Password forgotten
            </ForPerson>
            <ForPerson person={person} onClick={() => onBegin({ name: 'authenticator', person })}>
              Phone lost
            </ForPerson>
          </>
        )}
        {me.role === 'manager' ? (
          <ForPerson person={person} onClick={() => onBegin({ name: 'close', person })}>
            Close account
          </ForPerson>
        ) : null}
      </Group>
    ),
});

interface ForPersonProps {
  readonly person: ListedPerson;
  readonly onClick: () => void;
  readonly children: string;
}

const ForPerson = ({ person, onClick, children }: ForPersonProps): ReactNode => (
  <Button size="compact-sm" variant="default" onClick={onClick}>
    {children}
    <span className="hidden-words"> ({person.name})</span>
  </Button>
);
