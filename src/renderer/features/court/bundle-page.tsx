import { Button, Card, Group, List, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { ClauseQuote } from '../../ui/clause.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { SizeText } from '../footage/size-text.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { PrintButton } from '../footage/print-button.tsx';
import { BurnDisc } from './burn-disc.tsx';
import { ExhibitDescription } from './exhibit-description.tsx';
import { type Bundle, bundleStateWords, exhibitKindWords, kindWords } from './court-words.ts';
import { HearingPapers } from './hearing-papers.tsx';
import { DiscRegister } from './disc-register.tsx';
import { TransitCopies } from './transit-copies.tsx';
import { StatementCard } from './statement-card.tsx';
import { Notice } from '../footage/notice.tsx';

type Exhibit = Bundle['exhibits'][number];

const exhibitColumns: readonly Column<Exhibit>[] = [
  { id: 'reference', header: 'Exhibit', cell: ({ reference }) => reference },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => exhibitKindWords[kind] },
  { id: 'description', header: 'Description', cell: (exhibit) => <ExhibitDescription exhibit={exhibit} /> },
  { id: 'size', header: 'Size', cell: ({ sizeBytes }) => <SizeText bytes={sizeBytes} />, align: 'right' },
  { id: 'hash', header: 'SHA-256', cell: ({ sha256 }) => <HashText value={sha256} /> },
];

/** One bundle: what is in it, what is missing, who approved it, its documents and discs. */
export function BundlePage() {
  const { bundleId = '' } = useParams({ strict: false });
  const bundles = useQuery('bundles.list', {}, ['court']);
  const bundle = bundles.data?.find(({ id }) => id === bundleId);
  if (bundle === undefined)
    return (
      <Page title="Bundle">
        {bundles.loading ? (
          <Reading />
        ) : (
          <FailureAlert failure={bundles.failure ?? { code: 'not-found', message: 'There is no such bundle.' }} />
        )}
      </Page>
    );
  const { proceedings } = bundle;
  return (
    <Page
      key={bundle.id}
      title={`Bundle ${bundle.number}`}
      description={`${proceedings.caseNumber}, ${proceedings.parties}`}
    >
      <Stack>
        <Approval bundle={bundle} />
        <Card withBorder component="section">
          <Title order={2} mb="sm">
            Exhibits
          </Title>
          <DataTable
            columns={exhibitColumns}
            rows={bundle.exhibits}
            rowKey={({ reference }) => reference}
            caption="Exhibits in the order of the bundle"
            emptyText="The bundle is empty."
          />
        </Card>
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <Card withBorder component="section">
            <Title order={2} mb="sm">
              What was asked for, obtained and missing
            </Title>
            <List spacing="xs">
              {bundle.completeness.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          </Card>
          <Card withBorder component="section">
            <Title order={2} mb="sm">
              Proceedings and documents
            </Title>
            <Facts items={bundleFacts(bundle)} />
            <Stack mt="md" gap="xs" align="flex-start">
              {bundle.documents.map(({ id, title }) => (
                <PrintButton key={id} documentId={id}>
                  Print: {title}
                </PrintButton>
              ))}
            </Stack>
          </Card>
        </SimpleGrid>
        <Discs bundle={bundle} />
      </Stack>
    </Page>
  );
}

const bundleFacts = ({ proceedings, preparedAt, preparedBy, note }: Bundle) => [
  { label: 'Kind', value: kindWords[proceedings.kind] },
  { label: 'Court', value: proceedings.court },
  {
    label: 'Hearing',
    value: proceedings.hearingOn === null ? 'not known yet' : <DayText value={proceedings.hearingOn} />,
  },
  { label: 'Case', value: proceedings.reactRef },
  { label: 'Prepared by', value: preparedBy },
  { label: 'Prepared', value: <InstantText value={preparedAt} /> },
  ...(note === null ? [] : [{ label: 'Note', value: note }]),
];

/** Where the approval stands; it is the manager's, never that of the officer who prepared the bundle. */
function Approval({ bundle }: { readonly bundle: Bundle }) {
  const { person } = useSession();
  const { tone, words } = bundleStateWords[bundle.state];
  return (
    <Card withBorder component="section" aria-label="Approval">
      <Stack gap="xs" align="flex-start">
        <StatusBadge tone={tone}>{words}</StatusBadge>
        {bundle.state === 'prepared' && (
          <>
            <ClauseQuote clause="3.10" />
            <ClauseQuote clause="4.7" />
            <Text>
              Nothing is burned before the Safer Neighbourhoods Manager has approved it. The officer who prepared the
              bundle cannot approve it.
            </Text>
            {person.role === 'manager' && (
              <Button component={Link} to="/approvals">
                Go to approvals
              </Button>
            )}
          </>
        )}
        {bundle.decidedAt !== null && (
          <Text>
            {bundle.state === 'refused' ? 'Refused' : 'Approved'} by {bundle.decidedBy},{' '}
            <InstantText value={bundle.decidedAt} />
            {bundle.decisionReasons !== null && `: ${bundle.decisionReasons}`}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function Discs({ bundle }: { readonly bundle: Bundle }) {
  const { person } = useSession();
  const isOfficer = person.role === 'officer';
  return (
    <>
      {bundle.state === 'approved' && person.role !== 'auditor' && <StatementCard bundle={bundle} />}
      {bundle.state === 'approved' && isOfficer && (
        <>
          <Card withBorder component="section">
            <Title order={2} mb="sm">
              In the courtroom
            </Title>
            <Stack align="flex-start">
              <ClauseQuote clause="6.4" />
              <LinkButton to="/court/$bundleId/present" params={{ bundleId: bundle.id }}>
                Show it to the court
              </LinkButton>
            </Stack>
          </Card>
          <HearingPapers bundle={bundle} />
          <BurnDisc bundleId={bundle.id} />
        </>
      )}
      {bundle.state === 'approved' && <TransitCopies bundle={bundle} />}
      {bundle.state === 'refused' && (
        <Notice tone="bad" title="This bundle may not be burned">
          Prepare another bundle that answers the manager’s reasons.
        </Notice>
      )}
      <Card withBorder component="section">
        <Group mb="sm">
          <Title order={2}>Discs of this bundle</Title>
        </Group>
        <DiscRegister scope={{ caseId: bundle.proceedings.caseId }} bundleId={bundle.id} />
      </Card>
    </>
  );
}
