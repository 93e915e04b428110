import { Anchor, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Role } from '../../../shared/model.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { formatWallClock } from '../../ui/time.ts';
import { useQuery } from '../../ui/use-query.ts';
import { systemWords } from '../cases/case-words.ts';
import { Timeline } from '../cases/timeline.tsx';
import { Blocks } from './blocks.tsx';
import { deploymentFacts, installationFacts, removalFacts } from './deployment-facts.tsx';
import { type DeploymentForm, DeploymentForms } from './deployment-forms.tsx';
import { DeploymentLog } from './deployment-log.tsx';
import { type Booking, type Deployment, purposeWords, standing, stateWords } from './deployment-words.ts';
import { SitePictures } from './site-pictures.tsx';
import { OverrideButton } from './override-button.tsx';

/** One camera at its place: what allows it, what is missing, and everything that was done. */
export function DeploymentPage(): ReactNode {
  const { deploymentId = '' } = useParams({ strict: false });
  const read = useQuery('deployments.read', { deploymentId }, ['deployments']);
  const { person } = useSession();
  const [form, setForm] = useState<DeploymentForm | null>(null);
  if (read.data === null)
    return <Page title="Deployment">{read.loading ? <Reading /> : <FailureAlert failure={read.failure} />}</Page>;
  const { deployment, timeline } = read.data;
  const { words, tone } = stateWords[deployment.state];
  const isOfficer = person.role === 'officer';
  return (
    <Page
      title={`${deployment.number}: ${deployment.place}`}
      description={
        <Group gap="xs">
          <span>
            {systemWords[deployment.system]} for {deployment.customer}, case{' '}
            <Anchor component={Link} inherit underline="always" to={`/cases/${deployment.caseId}`}>
              {deployment.reactRef}
            </Anchor>
          </span>
          <StatusBadge tone={tone}>{words}</StatusBadge>
        </Group>
      }
    >
      <Stack>
        {form === null ? (
          <Actions deployment={deployment} role={person.role} onForm={setForm} />
        ) : (
          <DeploymentForms deployment={deployment} form={form} onDone={() => setForm(null)} />
        )}
        <Blocks title="Missing before it can be installed" blocks={deployment.blocks} />
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Section title="Request and leave">
            <Facts items={deploymentFacts(deployment)} />
          </Section>
          <Section title="Slots (CoP 3.4)">
            <DataTable
              columns={bookingColumns(deployment, isOfficer ? setForm : null)}
              rows={deployment.bookings}
              rowKey={({ id }) => id}
              caption="Slots"
              emptyText="No slot is booked."
            />
          </Section>
          {deployment.installation === null ? null : (
            <Section title="Installation">
              <Facts items={installationFacts(deployment.installation)} />
            </Section>
          )}
          {deployment.removal === null ? null : (
            <Section title="Removal">
              <Facts items={removalFacts(deployment.removal, deployment.satisfaction)} />
            </Section>
          )}
        </SimpleGrid>
        <SitePictures deployment={deployment} />
        <DeploymentLog deployment={deployment} />
        <Section title="Story of this deployment">
          <Timeline entries={timeline} />
        </Section>
      </Stack>
    </Page>
  );
}

const bookingColumns = (
  { state }: Deployment,
  onCancel: ((booking: Booking) => void) | null,
): readonly Column<Booking>[] => [
  { id: 'for', header: 'For', cell: ({ purpose }) => purposeWords[purpose] },
  { id: 'at', header: 'Begins', cell: ({ startsAt }) => formatWallClock(startsAt), sortBy: ({ startsAt }) => startsAt },
  {
    id: 'state',
    header: 'State',
    cell: (booking) =>
      booking.cancelledBecause !== null ? (
        `Cancelled: ${booking.cancelledBecause}`
      ) : (state === 'waiting') === (booking.purpose === 'removal') ? (
        'Kept'
      ) : onCancel === null ? (
        'Booked'
      ) : (
        <Button variant="default" onClick={() => onCancel(booking)}>
          Cancel<span className="hidden-words"> the slot at {booking.startsAt}</span>
        </Button>
      ),
  },
];

interface ActionsProps {
  readonly deployment: Deployment;
  readonly role: Role;
  readonly onForm: (form: DeploymentForm) => void;
}

/** What may be done now; the first is what comes next. */
function Actions({ deployment, role, onForm }: ActionsProps): ReactNode {
  if (role === 'manager')
    return (
      <Group gap="xs">
        <OverrideButton deployment={deployment} />
        {deployment.state === 'waiting' ? (
          <Button variant="default" onClick={() => onForm('urgency')}>
            Set how urgent it is
          </Button>
        ) : null}
      </Group>
    );
  const [next, ...others] = actionsFor(deployment);
  if (next === undefined) return null;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button onClick={() => onForm(next.form)}>{next.label}</Button>
        {others.map(({ form, label }) => (
          <Button key={label} variant="default" onClick={() => onForm(form)}>
            {label}
          </Button>
        ))}
        {deployment.pia === null ? null : (
          <Button variant="default" component={Link} to={`/scheme/pias/${deployment.pia.id}`}>
            Open {deployment.pia.number}
          </Button>
        )}
      </Group>
      {deployment.state === 'installed' && deployment.ground === null ? (
        <Text c="dimmed">The manager may allow it without a PIA; that opens an incident.</Text>
      ) : null}
    </Stack>
  );
}

interface Offered {
  readonly form: DeploymentForm;
  readonly label: string;
}

function actionsFor(deployment: Deployment): Offered[] {
  const { state, pia, ground, survey, kit, satisfaction } = deployment;
  if (state === 'removed') return satisfaction === null ? [{ form: 'satisfaction', label: 'Record the survey' }] : [];
  if (state === 'withdrawn') return [];
  if (state === 'installed')
    return [
      { form: 'review', label: 'Review it' },
      { form: 'clock', label: 'Check the clock' },
      { form: 'book', label: 'Book the removal' },
      { form: 'remove', label: 'Record the removal' },
      { form: 'move', label: 'Move the camera' },
      ...(pia === null ? ([{ form: 'begin-pia', label: 'Begin the PIA' }] as const) : []),
    ];
  const steps: (Offered | false)[] = [
    pia === null && { form: 'begin-pia', label: 'Begin the PIA' },
    ground !== null && survey === null && { form: 'survey', label: 'Record the site survey' },
    ground !== null &&
      standing(deployment).every(({ purpose }) => purpose !== 'installation') && { form: 'book', label: 'Book a slot' },
    ground !== null && kit === null && { form: 'issue', label: 'Issue a kit' },
    deployment.blocks.length === 0 && { form: 'install', label: 'Record the installation' },
    { form: 'tell', label: 'Tell the customer' },
    { form: 'urgency', label: 'Set how urgent it is' },
    kit !== null && { form: 'return', label: 'Take the kit back' },
    kit === null && { form: 'withdraw', label: 'Withdraw the request' },
  ];
  return steps.filter((step): step is Offered => step !== false);
}
