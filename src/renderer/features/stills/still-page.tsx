import { Anchor, Button, Card, Group, SimpleGrid, Stack, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { PrintButton } from '../footage/print-button.tsx';
import { useSession } from '../../ui/role.tsx';
import { InstantText, WallClockText } from '../../ui/time-text.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { StillPicture } from './still-picture.tsx';
import { StillSteps } from './still-steps.tsx';
import type { Still } from './still-words.ts';
import { Notice } from '../footage/notice.tsx';

/** One still: its way from request to index, its index entry, and the picture when it may be shown. */
export function StillPage() {
  const { stillId = '' } = useParams({ strict: false });
  const stills = useQuery('stills.list', {}, ['stills']);
  const still = stills.data?.find(({ id }) => id === stillId);
  if (still === undefined)
    return (
      <Page title="Still">
        {stills.loading ? (
          <Reading />
        ) : (
          <FailureAlert failure={stills.failure ?? { code: 'not-found', message: 'There is no such still.' }} />
        )}
      </Page>
    );
  return (
    <Page key={still.id} title={`Still ${still.number}`} description={`${still.particulars}, case ${still.reactRef}`}>
      <Stack>
        <Card withBorder>
          <Stack>
            <StillSteps still={still} />
            <NextStep still={still} />
          </Stack>
        </Card>
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <Card withBorder component="section">
            <Title order={2} mb="sm">
              Index entry (CoP 5.15)
            </Title>
            <Facts items={indexEntry(still)} />
          </Card>
          <Card withBorder component="section">
            <Title order={2} mb="sm">
              Picture
            </Title>
            <StillPicture still={still} />
          </Card>
        </SimpleGrid>
      </Stack>
    </Page>
  );
}

/** What comes next, who does it, and the clause that says so. */
function NextStep({ still }: { readonly still: Still }) {
  const { person } = useSession();
  const produce = useCommand('stills.produce');
  const isOfficer = person.role === 'officer';
  const toApprovals = !isOfficer && (
    <Group mt="xs">
      <Button component={Link} to="/approvals">
        Go to approvals
      </Button>
    </Group>
  );
  switch (still.state) {
    case 'requested':
      return (
        <Notice title="The Safer Neighbourhoods Manager decides first">
          <ClauseQuote clause="5.13" />
          {toApprovals}
        </Notice>
      );
    case 'approved':
      return (
        <Stack gap="xs">
          <FailureAlert failure={produce.failure} />
          {isOfficer ? (
            <Group>
              <Button loading={produce.busy} onClick={() => void produce.run({ stillId: still.id })}>
                Produce the still
              </Button>
            </Group>
          ) : (
            'A Case Support Officer produces it now.'
          )}
        </Stack>
      );
    case 'produced':
      return (
        <Notice title="The Safer Neighbourhoods Manager signs it off before it is printed">
          <ClauseQuote clause="5.15" />
          {toApprovals}
        </Notice>
      );
    case 'countersigned':
      return still.sheetId === null ? null : (
        <Group>
          <PrintButton documentId={still.sheetId}>Print the sheet</PrintButton>
        </Group>
      );
    case 'refused':
    case 'rejected':
      return (
        <Notice tone="bad" title={`The manager said no (${still.decidedBy ?? 'name not recorded'})`}>
          {still.decisionReasons ?? 'No reasons were recorded.'} A new request can be made in the viewing room.
        </Notice>
      );
  }
}

const indexEntry = (still: Still) => [
  { label: 'Reason', value: still.necessity },
  { label: 'Requested by', value: `${still.requester}, recorded by ${still.requestedBy}` },
  { label: 'Requested', value: <InstantText value={still.requestedAt} /> },
  { label: 'Particulars', value: still.particulars },
  {
    label: 'From recording',
    value: (
      <>
        <Anchor component={Link} inherit underline="always" to={`/footage/${still.recordingId}`}>
          {still.recordingNumber}
        </Anchor>
        , frame {still.frameIndex + 1}
      </>
    ),
  },
  { label: 'Recorded time', value: <WallClockText value={still.recordedTime} /> },
  {
    label: 'Corrected time',
    value: still.correctedTime === null ? 'not known' : `${formatWallClock(still.correctedTime)} (UK time)`,
  },
  { label: 'Approved by', value: still.state === 'refused' ? 'nobody: refused' : (still.decidedBy ?? 'not yet') },
  { label: 'Reasons of the decision', value: still.decisionReasons ?? 'none yet' },
  { label: 'Produced by', value: still.producedBy ?? 'not yet' },
  { label: 'Produced', value: still.producedAt === null ? 'not yet' : <InstantText value={still.producedAt} /> },
  { label: 'Signed off by', value: still.countersignedBy ?? 'not yet' },
  {
    label: 'Signed off',
    value: still.countersignedAt === null ? 'not yet' : <InstantText value={still.countersignedAt} />,
  },
  { label: 'Place in the locked cabinet', value: still.cabinetPlace ?? 'not yet' },
  { label: 'SHA-256', value: <HashText value={still.sha256} /> },
];
