import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Input, Output } from '../../../shared/contract.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { cameColumn, fileColumn } from '../../ui/file-columns.tsx';
import { Reading } from '../../ui/page.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { type Paper, PaperButtons, PaperShown, SavePaper } from './paper-shown.tsx';

const formatWords: Readonly<Record<Paper['format'], string>> = {
  pdf: 'PDF',
  jpeg: 'JPEG picture',
  png: 'PNG picture',
  eml: 'E-mail',
  txt: 'Plain text',
  docx: 'Word document: kept, not opened here',
};

const columns: readonly Column<Paper>[] = [
  {
    id: 'what',
    header: 'Paper',
    cell: ({ description, format }) => (
      <>
        <span>{description}</span>
        <br />
        <span>{formatWords[format]}</span>
      </>
    ),
  },
  fileColumn(),
  cameColumn('Attached', ({ attachedAt, attachedBy }) => ({ at: attachedAt, by: attachedBy })),
];

interface PapersProps {
  readonly about: Input<'attachments.add'>['about'];
  readonly aboutId: string;
  readonly mayAdd: boolean;
}

type Opened = { readonly paper: Paper; readonly shown: Output<'attachments.show'> | 'save' };

const readColumn = (onOpen: (opened: Opened) => void): Column<Paper> => ({
  id: 'do',
  header: 'Read it',
  cell: (paper) => (
    <PaperButtons
      paper={paper}
      onShown={(shown) => onOpen({ paper, shown })}
      onSave={() => onOpen({ paper, shown: 'save' })}
    />
  ),
});

/** Papers of other people: sealed as they came when they are attached, and never changed. */
export function Papers({ about, aboutId, mayAdd }: PapersProps): ReactNode {
  const { person } = useSession();
  const papers = useQuery('attachments.list', { aboutId }, ['documents']);
  const [isAdding, setAdding] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = (): void => setOpened(null);
  const done = (): void => {
    setAdding(false);
    papers.reload();
  };
  return (
    <Section title="Papers">
      <Stack gap="sm">
        <FailureAlert failure={papers.failure} />
        {papers.loading ? <Reading /> : null}
        {papers.data === null ? null : (
          <DataTable
            columns={person.role === 'auditor' ? columns : [...columns, readColumn(setOpened)]}
            rows={papers.data}
            rowKey={({ id }) => id}
            caption="Papers"
            emptyText="No paper is attached."
          />
        )}
        {opened === null ? null : opened.shown === 'save' ? (
          <SavePaper key={opened.paper.id} paper={opened.paper} onDone={close} />
        ) : (
          <PaperShown key={opened.paper.id} paper={opened.paper} shown={opened.shown} onPutAway={close} />
        )}
        {isAdding ? (
          <QuickForm
            command="attachments.add"
            title="Attach a paper"
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
            submit="Choose the paper"
            onDone={done}
            onCancel={() => setAdding(false)}
          />
        ) : mayAdd ? (
          <Group>
            <Button variant="default" onClick={() => setAdding(true)}>
              Attach a paper
            </Button>
            <Text size="sm" c="dimmed">
              A PDF, a picture (JPEG, PNG), an e-mail (.eml), plain text or a Word document (.docx), up to 30 MB.
            </Text>
          </Group>
        ) : null}
      </Stack>
    </Section>
  );
}
