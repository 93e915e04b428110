import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { PrintButton } from '../footage/print-button.tsx';
import { outcomeWords } from './outcome-dialog.tsx';

/** What the officer copies into React by hand: the laptop is not connected to it (CoP 6.1). */
export function ReactSlip({ closed }: { readonly closed: Output<'viewings.close'> }) {
  const { viewing, reactSlip } = closed;
  const recognitions = useQuery('viewings.recognitions', { viewingId: viewing.id }, ['viewings']);
  return (
    <Card withBorder maw={760}>
      <Stack>
        <Text role="status">
          Viewing {viewing.number} is ended and logged
          {viewing.outcome === null ? '.' : `: ${outcomeWords[viewing.outcome].toLowerCase()}.`}
        </Text>
        <Title order={2} size="h3">
          For React, case {viewing.reactRef}
        </Title>
        <Text c="dimmed">Copy this into React by hand. This laptop is not connected to it.</Text>
        <Text
          component="pre"
          p="md"
          m={0}
          bg="var(--app-canvas)"
          style={{ whiteSpace: 'pre-wrap', fontFamily: 'inherit', userSelect: 'text', borderRadius: 4 }}
        >
          {reactSlip}
        </Text>
        <FailureAlert failure={recognitions.failure} />
        {recognitions.data?.map(({ number, person, sheetId }) => (
          <PrintButton key={number} documentId={sheetId}>
            Print record {number} for {person} to sign
          </PrintButton>
        ))}
        <Group>
          <Button component={Link} to="/footage">
            Back to footage
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
