import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { PrintButton } from '../footage/print-button.tsx';
import type { Still } from './still-words.ts';

interface Made {
  readonly id: string;
  readonly words: string;
}

/** The index on paper, and the contact sheet of the case that is chosen. */
export function StillSheets({ stills, reactRef }: { readonly stills: readonly Still[]; readonly reactRef: string }) {
  const { person } = useSession();
  const index = useCommand('stills.index');
  const contact = useCommand('stills.contactSheet');
  const [made, setMade] = useState<Made | null>(null);
  if (person.role === 'auditor') return null;
  const caseId = stills.find((still) => still.reactRef === reactRef)?.caseId;
  const whose = caseId === undefined ? 'all cases' : reactRef;
  const done = (answer: { readonly documentId: string } | null, words: string): void => {
    if (answer !== null) setMade({ id: answer.documentId, words });
  };
  const makeIndex = async (): Promise<void> =>
    done(await index.run(caseId === undefined ? {} : { caseId }), `Print the index of ${whose}`);
  const makeContactSheet = async (): Promise<void> => {
    if (caseId !== undefined) done(await contact.run({ caseId }), `Print the contact sheet of ${whose}`);
  };
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="default" loading={index.busy} onClick={() => void makeIndex()}>
          Make the index of {whose}
        </Button>
        {person.role === 'officer' && (
          <Button
            variant="default"
            loading={contact.busy}
            disabled={caseId === undefined}
            onClick={() => void makeContactSheet()}
          >
            Make its contact sheet
          </Button>
        )}
        {made === null ? <Hint caseChosen={caseId !== undefined} /> : null}
        {made === null ? null : (
          <div role="status">
            <PrintButton key={made.id} documentId={made.id}>
              {made.words}
            </PrintButton>
          </div>
        )}
      </Group>
      <FailureAlert failure={index.failure ?? contact.failure} />
    </Stack>
  );
}

const Hint = ({ caseChosen }: { readonly caseChosen: boolean }): ReactNode =>
  caseChosen ? null : (
    <Text size="sm" c="dimmed">
      Choose a case for its contact sheet.
    </Text>
  );
