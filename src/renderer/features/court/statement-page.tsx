import { Button, Card, Group, Progress, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { Notice } from '../footage/notice.tsx';
import { PrintButton } from '../footage/print-button.tsx';
import type { Statement } from './court-words.ts';
import { SentenceCard } from './statement-sentence.tsx';

/** The witness goes through the statement of a bundle: each sentence beside the entries of the ledger it rests on. */
export function StatementPage() {
  const { bundleId = '' } = useParams({ strict: false });
  const { person } = useSession();
  const found = useQuery('statements.read', { bundleId }, ['court']);
  const bundles = useQuery('bundles.list', {}, ['court']);
  const bundle = bundles.data?.find(({ id }) => id === bundleId);
  if (found.data === null || bundle === undefined)
    return (
      <Page title="Witness statement">
        {found.loading || bundles.loading ? <Reading /> : <FailureAlert failure={found.failure ?? bundles.failure} />}
      </Page>
    );
  const { statement, entries, isBehind } = found.data;
  const isWitness = person.role === 'officer' && person.name === bundle.preparedBy;
  return (
    <Page
      title={statement === null ? 'Witness statement' : `Witness statement ${statement.number} of ${statement.witness}`}
      description={`Bundle ${bundle.number}, ${bundle.proceedings.caseNumber}, ${bundle.proceedings.parties}`}
      actions={
        <Button variant="default" component={Link} to={`/court/${bundleId}`}>
          Back to the bundle
        </Button>
      }
    >
      <Stack>
        <Standing statement={statement} isBehind={isBehind} isWitness={isWitness} bundleId={bundleId} />
        {statement !== null && (
          <Stack gap="sm" component="ol" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Sentences">
            {statement.sentences.map((sentence, index) => (
              <SentenceCard
                key={sentence.id}
                {...{ statement, sentence, entries }}
                place={index + 1}
                mayMark={isWitness && statement.state === 'draft'}
              />
            ))}
          </Stack>
        )}
        {statement?.state === 'draft' && isWitness && <Settle statement={statement} />}
      </Stack>
    </Page>
  );
}

interface StandingProps {
  readonly statement: Statement | null;
  readonly isBehind: boolean;
  readonly isWitness: boolean;
  readonly bundleId: string;
}

/** Where the statement stands, and drawing it up (again). */
function Standing({ statement, isBehind, isWitness, bundleId }: StandingProps) {
  const drawUp = useCommand('statements.drawUp');
  const draw = (label: string) =>
    isWitness && (
      <Button w="fit-content" loading={drawUp.busy} onClick={() => void drawUp.run({ bundleId })}>
        {label}
      </Button>
    );
  const settled = statement?.state === 'settled' ? statement : null;
  return (
    <Stack gap="sm">
      <FailureAlert failure={drawUp.failure} />
      {!isWitness && (
        <Notice title="Only the witness marks sentences">
          The statement is that of the officer who prepared the bundle. They go through it signed in themselves.
        </Notice>
      )}
      {statement === null && (
        <>
          <Text maw="80ch">
            The statement is drawn up from the ledger. You then confirm each sentence or strike it out; what is struck
            out is not printed. Until every sentence is decided there is nothing to sign.
          </Text>
          {draw('Draw up the statement')}
        </>
      )}
      {settled !== null && settled.documentId !== null && settled.settledAt !== null && (
        <Card withBorder>
          <Stack gap="sm">
            <Text>
              Settled <InstantText value={settled.settledAt} />. It goes on every disc burned from then on. Print it,
              read it once more, then sign and date it.
            </Text>
            <PrintButton documentId={settled.documentId}>Print the statement</PrintButton>
          </Stack>
        </Card>
      )}
      {isBehind && statement !== null && (
        <Notice title="The ledger has gone on since this was drawn up">
          <Stack gap="xs">
            <Text size="sm">
              {settled === null
                ? 'Draw it up again: sentences that stay the same keep their marks, your own words stay.'
                : 'That alone makes the statement not wrong. Draw up a further one when the court should hear of it too.'}
            </Text>
            {draw(settled === null ? 'Draw it up again' : 'Draw up a further statement')}
          </Stack>
        </Notice>
      )}
    </Stack>
  );
}

function Settle({ statement }: { readonly statement: Statement }) {
  const settle = useCommand('statements.settle');
  const total = statement.sentences.length;
  const open = statement.sentences.filter(({ mark }) => mark === 'undecided').length;
  return (
    <Card withBorder component="section" aria-label="Settle the statement">
      <Stack gap="sm">
        <FailureAlert failure={settle.failure} />
        <Progress value={((total - open) / total) * 100} aria-label="Sentences decided" />
        <Group>
          <Button
            disabled={open > 0}
            loading={settle.busy}
            onClick={() => void settle.run({ statementId: statement.id })}
          >
            Settle the statement
          </Button>
          <Text role="status">
            {open === 0
              ? 'Every sentence is decided.'
              : `${total - open} of ${total} sentences are decided. Nothing can be signed before all are.`}
          </Text>
        </Group>
      </Stack>
    </Card>
  );
}
