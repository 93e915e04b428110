import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Reading } from '../../ui/page.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';

type Paper = Output<'attachments.list'>[number];

const columns: readonly Column<Paper>[] = [
  { id: 'what', header: 'Paper', cell: ({ description }) => description },
  {
    id: 'file',
    header: 'File and SHA-256',
    cell: ({ fileName, sha256 }) => (
      <>
        <span className="file-name">{fileName}</span>
        <br />
        <HashText value={sha256} />
      </>
    ),
  },
  {
    id: 'at',
    header: 'Attached',
    cell: ({ attachedAt, attachedBy }) => (
      <>
        <InstantText value={attachedAt} />
        <br />
        {attachedBy}
      </>
    ),
  },
];
const printColumn: Column<Paper> = { id: 'print', header: 'Print', cell: (paper) => <PrintPaper paper={paper} /> };

function PrintPaper({ paper }: { readonly paper: Paper }): ReactNode {
  const print = useCommand('attachments.print');
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        loading={print.busy}
        onClick={() => void print.run({ attachmentId: paper.id })}
      >
        Print<span className="hidden-words"> {paper.description}</span>
      </Button>
      <FailureAlert failure={print.failure} />
    </>
  );
}

interface PapersProps {
  readonly about: Parameters<ReturnType<typeof useCommand<'attachments.add'>>['run']>[0]['about'];
  readonly aboutId: string;
  readonly mayAdd: boolean;
}

/** Scanned papers: sealed like footage when they are attached, and never changed. */
export function Papers({ about, aboutId, mayAdd }: PapersProps): ReactNode {
  const { person } = useSession();
  const papers = useQuery('attachments.list', { aboutId }, ['documents']);
  const [isAdding, setAdding] = useState(false);
  const done = (): void => {
    setAdding(false);
    papers.reload();
  };
  return (
    <Section title="Scanned papers">
      <Stack gap="sm">
        <FailureAlert failure={papers.failure} />
        {papers.loading ? <Reading /> : null}
        {papers.data === null ? null : (
          <DataTable
            columns={person.role === 'auditor' ? columns : [...columns, printColumn]}
            rows={papers.data}
            rowKey={({ id }) => id}
            caption="Scanned papers"
            emptyText="No paper is attached."
          />
        )}
        {isAdding ? (
          <QuickForm
            command="attachments.add"
            title="Attach a scanned paper"
            headingOrder={3}
            fixed={{ about, aboutId }}
            fields={[
              {
                kind: 'line',
                name: 'description',
                label: 'What it is',
                description: 'Such as: signed Schedule 2 request.',
              },
            ]}
            submit="Choose the PDF"
            onDone={done}
            onCancel={() => setAdding(false)}
          />
        ) : mayAdd ? (
          <Group>
            <Button variant="default" onClick={() => setAdding(true)}>
              Attach a paper
            </Button>
            <Text size="sm" c="dimmed">
              A PDF of up to 30 MB.
            </Text>
          </Group>
        ) : null}
      </Stack>
    </Section>
  );
}
