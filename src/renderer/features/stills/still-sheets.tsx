import { Button, Group, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { PrintButton } from '../footage/print-button.tsx';
import { ContactSheets } from './contact-sheets.tsx';
import type { Still } from './still-words.ts';

/** The index on paper, and the contact sheets of the case that is chosen. */
export function StillSheets({
  stills,
  reactRef,
}: {
  readonly stills: readonly Still[];
  readonly reactRef: string;
}): ReactNode {
  const { person } = useSession();
  const index = useCommand('stills.index');
  const [madeId, setMadeId] = useState<string | null>(null);
  if (person.role === 'auditor') return null;
  const caseId = stills.find((still) => still.reactRef === reactRef)?.caseId;
  const whose = caseId === undefined ? 'all cases' : reactRef;
  const makeIndex = async (): Promise<void> => {
    const answer = await index.run(caseId === undefined ? {} : { caseId });
    if (answer !== null) setMadeId(answer.documentId);
  };
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="default" loading={index.busy} onClick={() => void makeIndex()}>
          Make the index of {whose}
        </Button>
        {madeId === null ? null : (
          <div role="status">
            <PrintButton key={madeId} documentId={madeId}>
              Print the index of {whose}
            </PrintButton>
          </div>
        )}
      </Group>
      <FailureAlert failure={index.failure} />
      <ContactSheets key={caseId} caseId={caseId} reactRef={reactRef} />
    </Stack>
  );
}
