import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { type Place, pathOf, searchOf } from '../../ui/place.ts';
import { count } from '../../ui/quantity.ts';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { openPartWords } from '../settings/settings-parts.ts';
import { LaptopNotice } from '../lockdown/laptop-notice.tsx';
import { DisposeDue } from './dispose-due.tsx';

type DueItem = Output<'today.read'>['due'][number];

const groups: readonly { readonly urgency: DueItem['urgency']; readonly title: string; readonly tone: Tone }[] = [
  { urgency: 'overdue', title: 'Overdue', tone: 'bad' },
  { urgency: 'today', title: 'Due today', tone: 'warning' },
  { urgency: 'soon', title: 'Soon', tone: 'neutral' },
  { urgency: 'later', title: 'Later', tone: 'neutral' },
];

/** Everything the code of practice and the cases ask for now, most urgent first. */
export function TodayPage(): ReactNode {
  const { person } = useSession();
  const { data, failure, loading } = useQuery('today.read', {}, [
    'cases',
    'retrievals',
    'recordings',
    'stills',
    'court',
    'retention',
    'settings',
    'jobs',
    'backups',
    'clock',
    'disclosures',
    'ledger',
    'deployments',
    'audits',
  ]);
  return (
    <Page
      title="Today"
      description={
        data === null ? undefined : (
          <>
            As of <InstantText value={data.checkedAt} />
          </>
        )
      }
    >
      <Stack gap="lg">
        <FailureAlert failure={failure} />
        <LaptopNotice />
        {loading ? <Reading what="Looking through the registers" /> : null}
        {data === null ? null : data.due.length === 0 ? (
          <NothingDue />
        ) : (
          <Due items={data.due} mayDispose={person.role === 'officer'} />
        )}
      </Stack>
    </Page>
  );
}

const NothingDue = (): ReactNode => (
  <Card maw={880}>
    <Title order={2}>Nothing is due</Title>
    <Text>
      All registers were looked through: no footage is about to be overwritten or due for disposal, nothing waits for
      approval and no work has failed.
    </Text>
  </Card>
);

const isUrgent = ({ urgency }: DueItem): boolean => urgency === 'overdue' || urgency === 'today';

/** The button for disposal stands right after what cannot wait. */
const Due = ({
  items,
  mayDispose,
}: {
  readonly items: readonly DueItem[];
  readonly mayDispose: boolean;
}): ReactNode => (
  <>
    <DueGroups items={items.filter(isUrgent)} />
    {mayDispose && items.some((item) => item.kind === 'disposal' && isUrgent(item)) ? <DisposeDue /> : null}
    <DueGroups items={items.filter((item) => !isUrgent(item))} />
  </>
);

const DueGroups = ({ items }: { readonly items: readonly DueItem[] }): ReactNode =>
  groups.map(({ urgency, title, tone }) => {
    const inGroup = items.filter((item) => item.urgency === urgency);
    if (inGroup.length === 0) return null;
    return (
      <section key={urgency} aria-labelledby={`due-${urgency}`}>
        <Group gap="xs" mb="xs">
          <Title order={2} id={`due-${urgency}`}>
            {title}
          </Title>
          <Text c="dimmed">{count(inGroup.length, 'item')}</Text>
        </Group>
        <Stack component="ul" gap="xs" className="plain-list">
          {inGroup.map((item, index) => (
            <li key={`${item.kind}${item.title}${String(index)}`}>
              <DueCard item={item} tone={tone} />
            </li>
          ))}
        </Stack>
      </section>
    );
  });

const kindWords: Readonly<Record<DueItem['kind'], string>> = {
  overwrite: 'Overwrite',
  disposal: 'Disposal',
  approval: 'Approval',
  hearing: 'Hearing',
  licence: 'Licence',
  training: 'Training',
  code: 'Code of practice',
  'job-failed': 'Work failed',
  integrity: 'Damage',
  'disc-out': 'Disc out',
  'disc-set': 'Set of discs',
  'still-to-produce': 'Still',
  'print-out': 'Print',
  backup: 'Backup',
  clock: 'Clock',
  verification: 'Verification',
  account: 'Account',
  hold: 'Hold',
  request: 'Disclosure',
  breach: 'Incident',
  witness: 'Witness',
  'kept-review': 'Closed case',
  'portal-copy': 'Portal',
  booking: 'Slot',
  'necessity-review': 'Review',
  'sign-photograph': 'Signs',
  pia: 'PIA',
  removal: 'Removal',
  equipment: 'Equipment',
  'clock-check': 'Clock check',
  'waiting-list': 'Waiting list',
  'customer-survey': 'Survey',
  audit: 'Audit',
};

const DueCard = ({ item, tone }: { readonly item: DueItem; readonly tone: Tone }): ReactNode => (
  <Card padding="sm">
    <Group justify="space-between" wrap="nowrap" align="flex-start" gap="md">
      <Stack gap={4} miw={0}>
        <Group gap="xs">
          <StatusBadge tone={item.kind === 'integrity' || item.kind === 'job-failed' ? 'bad' : tone}>
            {kindWords[item.kind]}
          </StatusBadge>
          <Text fw={600}>{item.title}</Text>
        </Group>
        <Text>
          {item.detail}
          {item.on === null ? null : (
            <>
              {' '}
              <Text span c="dimmed">
                (<DayText value={item.on} />)
              </Text>
            </>
          )}
        </Text>
        {item.clause === null ? null : <ClauseQuote clause={item.clause} />}
      </Stack>
      <LinkButton variant="default" to={pathOf(item.place)} search={searchOf(item.place)} className="no-shrink">
        {item.place.screen === 'settings' ? openPartWords(item.place.id) : placeWords[item.place.screen]}
        <span className="hidden-words">: {item.title}</span>
      </LinkButton>
    </Group>
  </Card>
);

const placeWords: Readonly<Record<Exclude<Place['screen'], 'settings'>, string>> = {
  case: 'Open the case',
  'get-footage': 'Get footage',
  recording: 'Open the recording',
  stills: 'Open the still',
  court: 'Open the court file',
  approvals: 'Open approvals',
  ledger: 'Open the ledger',
  footage: 'Open footage',
  disclosures: 'Open the request',
  scheme: 'Open the scheme',
  deployment: 'Open the deployment',
  pia: 'Open the PIA',
  kit: 'Open the kit',
  oversight: 'Open oversight',
  audit: 'Open the audit',
};
