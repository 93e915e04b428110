import { Anchor, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { InstantText, WallClockText } from '../../ui/time-text.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { StillPicture } from './still-picture.tsx';
import { StillSteps } from './still-steps.tsx';
import type { Still } from './still-words.ts';
import { Papers } from '../disclosures/papers.tsx';
import { Notice } from '../footage/notice.tsx';
import { MaskList } from './mask-list.tsx';
import { PrintRegister } from './print-register.tsx';
import { requestFacts, routeClause } from './still-routes.ts';
import { WithdrawStill } from './withdraw-still.tsx';

/** One still: its way from request to index, its index entry, and the picture when it may be shown. */
export function StillPage() {
  const { stillId = '' } = useParams({ strict: false });
  const { person } = useSession();
  const stills = useQuery('stills.list', {}, ['stills', 'documents']);
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
            <Withdrawal still={still} />
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
        <Card withBorder component="section">
          <Title order={2} mb="sm">
            Request
          </Title>
          <Facts items={requestFacts(still)} />
        </Card>
        <Papers about="still" aboutId={still.id} mayAdd={mayTakePapers(still, person.role)} />
        {still.countersignedAt === null || still.state === 'rejected' ? null : (
          <>
            <MaskList still={still} />
            <PrintRegister still={still} />
          </>
        )}
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
          <ClauseQuote clause={routeClause[still.route]} />
          {still.route === 'police' && still.papers === 0 ? (
            <Text fw={600}>Their signed request is not attached yet. Before that it cannot be approved.</Text>
          ) : null}
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
      return still.exhibitReference === null ? null : (
        <Notice title={`Exhibit ${still.exhibitReference}`}>
          <ClauseQuote clause="5.16" />
        </Notice>
      );
    case 'withdrawn':
      return (
        <Notice tone="bad" title={`Withdrawn by ${still.withdrawal?.by ?? 'name not recorded'}`}>
          {still.withdrawal?.reason ?? 'No reason was recorded.'}{' '}
          {still.prints === 0
            ? 'No print of it exists any more.'
            : `Prints that exist: ${still.prints}, out: ${still.printsOut}. Sign in what is out, and destroy them.`}
        </Notice>
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

/** A request or an issued still may be taken back; an auditor only reads. */
function Withdrawal({ still }: { readonly still: Still }) {
  const { person } = useSession();
  const isOver = still.state === 'refused' || still.state === 'rejected' || still.state === 'withdrawn';
  return person.role === 'auditor' || isOver ? null : <WithdrawStill still={still} />;
}

const mayTakePapers = ({ state }: Still, role: string): boolean =>
  role !== 'auditor' && state !== 'refused' && state !== 'rejected' && state !== 'withdrawn';

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
  { label: 'Exhibit reference', value: still.exhibitReference ?? 'none' },
  { label: 'SHA-256', value: <HashText value={still.sha256} /> },
];
