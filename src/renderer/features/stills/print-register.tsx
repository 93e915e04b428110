import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { OneLine } from '../footage/one-line.tsx';
import { PrintButton } from '../footage/print-button.tsx';
import {
  DestroyPrint,
  MakePrint,
  type Print,
  ReceiptBack,
  ReportDestroyed,
  ReportLost,
  SheetGone,
  SignInPrint,
} from './print-forms.tsx';
import { PrintStory } from './print-story.tsx';
import { printStateWords } from './print-words.ts';
import { SignOutPrint } from './sign-out-print.tsx';
import type { Still } from './still-words.ts';

const forms = {
  ...{ out: SignOutPrint, in: SignInPrint, receipt: ReceiptBack },
  ...{ lost: ReportLost, destroy: DestroyPrint, reported: ReportDestroyed, gone: SheetGone, story: PrintStory },
};
type Doing = { readonly what: 'make' } | { readonly what: keyof typeof forms; readonly print: Print };

const columns: readonly Column<Print>[] = [
  { id: 'number', header: 'Print', cell: ({ number }) => <OneLine>{number}</OneLine> },
  {
    id: 'state',
    header: 'Where it is now',
    cell: ({ state, whereNow, dueBackOn }) => (
      <Stack gap={4} align="flex-start">
        <StatusBadge tone={printStateWords[state].tone}>{printStateWords[state].words}</StatusBadge>
        {state === 'destroyed' ? null : <span className="wraps">{whereNow}</span>}
        {dueBackOn === null ? null : (
          <span>
            due back <DayText value={dueBackOn} />
          </span>
        )}
      </Stack>
    ),
  },
  {
    id: 'made',
    header: 'Made',
    cell: ({ madeAt, madeBy, reason, mask }) => (
      <span className="wraps">
        <InstantText value={madeAt} />
        <br />
        {madeBy}: {reason}
        {mask === null ? null : ` (shows ${mask.number})`}
      </span>
    ),
  },
];

/** The numbered prints of a still: where each is, and what may be done with it now. */
export function PrintRegister({ still }: { readonly still: Still }): ReactNode {
  const { person } = useSession();
  const prints = useQuery('prints.list', { stillId: still.id }, ['stills']);
  const [doing, setDoing] = useState<Doing | null>(null);
  const isOfficer = person.role === 'officer';
  const done = (): void => setDoing(null);
  return (
    <Section title="Prints">
      <Stack gap="sm">
        <FailureAlert failure={prints.failure} />
        {prints.loading ? <Reading /> : null}
        {prints.data === null ? null : (
          <DataTable
            columns={[...columns, actionsColumn({ still, isOfficer, onChoose: setDoing })]}
            rows={prints.data}
            rowKey={({ id }) => id}
            caption={`Prints of ${still.number}`}
            emptyText="No print exists."
          />
        )}
        {doing === null ? null : doing.what === 'make' ? (
          <MakePrint stillId={still.id} onDone={done} />
        ) : (
          <ChosenForm key={doing.what + doing.print.id} doing={doing} onDone={done} />
        )}
        {isOfficer && still.state === 'countersigned' && doing === null ? (
          <Group>
            <Button variant="default" onClick={() => setDoing({ what: 'make' })}>
              Make a further print
            </Button>
            <Text size="sm" c="dimmed">
              Every print has its own number; a print is signed out and in.
            </Text>
          </Group>
        ) : null}
      </Stack>
    </Section>
  );
}

function ChosenForm({
  doing,
  onDone,
}: {
  readonly doing: Extract<Doing, { print: Print }>;
  readonly onDone: () => void;
}): ReactNode {
  const Form = forms[doing.what];
  return <Form print={doing.print} onDone={onDone} />;
}

const actionsColumn = (rest: Omit<PrintActionsProps, 'print'>): Column<Print> => ({
  id: 'actions',
  header: 'What to do',
  cell: (print) => <PrintActions print={print} {...rest} />,
});

interface PrintActionsProps {
  readonly print: Print;
  readonly still: Still;
  readonly isOfficer: boolean;
  readonly onChoose: (doing: Doing) => void;
}

function PrintActions({ print, still, isOfficer, onChoose }: PrintActionsProps): ReactNode {
  const { person } = useSession();
  const button = (what: keyof typeof forms, words: string): ReactNode => (
    <Button size="compact-sm" variant="default" onClick={() => onChoose({ what, print })}>
      {words} <span className="hidden-words">{print.number}</span>
    </Button>
  );
  const mayPrint = still.state === 'countersigned' && print.state === 'in-cabinet';
  return (
    <Stack gap={6} align="flex-start">
      {mayPrint ? <PrintButton documentId={print.sheetId}>Print the sheet {print.number}</PrintButton> : null}
      <Group gap={6}>
        {isOfficer && mayPrint ? button('out', 'Sign out') : null}
        {isOfficer && (print.state === 'out' || print.state === 'lost')
          ? button('in', print.state === 'lost' ? 'It was found' : 'Sign in')
          : null}
        {isOfficer && print.state === 'out' ? button('receipt', 'Receipt is back') : null}
        {mayPrint && person.role !== 'auditor' ? button('gone', 'Sheet spoiled or lost') : null}
        {isOfficer && print.state === 'out' ? button('reported', 'They destroyed it') : null}
        {isOfficer && print.state === 'out' ? button('lost', 'It is lost') : null}
        {isOfficer && print.state === 'in-cabinet' ? button('destroy', 'Destroy') : null}
        {button('story', 'Story')}
      </Group>
    </Stack>
  );
}
