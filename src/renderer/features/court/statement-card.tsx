import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useQuery } from '../../ui/use-query.ts';
import type { Bundle, Statement } from './court-words.ts';

/** Where the witness statement of an approved bundle stands. */
export function StatementCard({ bundle }: { readonly bundle: Bundle }) {
  const found = useQuery('statements.read', { bundleId: bundle.id }, ['court']);
  return (
    <Card withBorder component="section" aria-label="Witness statement">
      <Stack gap="sm" align="flex-start">
        <Title order={2}>Witness statement of {bundle.preparedBy}</Title>
        <FailureAlert failure={found.failure} />
        {found.data === null ? <Reading /> : <State statement={found.data.statement} />}
        <Button variant="default" component={Link} to={`/court/${bundle.id}/statement`}>
          Go through the statement
        </Button>
      </Stack>
    </Card>
  );
}

function State({ statement }: { readonly statement: Statement | null }) {
  if (statement?.state === 'settled')
    return <StatusBadge tone="good">Settled; it goes on the discs burned from now on</StatusBadge>;
  const open = statement?.sentences.filter(({ mark }) => mark === 'undecided').length ?? 0;
  return (
    <>
      <StatusBadge tone="warning">
        {statement === null
          ? 'Not drawn up yet'
          : `Draft, ${open} of ${statement.sentences.length} sentences undecided`}
      </StatusBadge>
      <Text maw="80ch">A disc burned before the statement is settled carries none. Settle it before you burn.</Text>
    </>
  );
}
