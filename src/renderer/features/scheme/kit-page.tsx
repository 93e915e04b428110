import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { CommandForm } from '../../ui/command-form.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText, InstantText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { systemWords } from '../cases/case-words.ts';
import { Timeline } from '../cases/timeline.tsx';
import { Blocks } from './blocks.tsx';
import { KitCheckForm } from './kit-check-form.tsx';
import { fitnessOf, type Kit, partWords } from './kit-words.ts';

type Part = Kit['parts'][number];
type Fault = Kit['faults'][number];
type Form = 'check' | 'test' | 'fault' | 'retire' | Fault;

const partColumns: readonly Column<Part>[] = [
  { id: 'kind', header: 'Part', cell: ({ kind }) => partWords[kind], sortBy: ({ kind }) => partWords[kind] },
  { id: 'serial', header: 'Serial number', cell: ({ serial }) => <span className="code">{serial}</span> },
];

/** One kit: its parts, checks, tests and faults, where it is, and whether it may go out. */
export function KitPage(): ReactNode {
  const { kitId = '' } = useParams({ strict: false });
  const read = useQuery('kits.read', { kitId }, ['deployments']);
  const { person } = useSession();
  const [form, setForm] = useState<Form | null>(null);
  if (read.data === null)
    return <Page title="Kit">{read.loading ? <Reading /> : <FailureAlert failure={read.failure} />}</Page>;
  const { kit, timeline } = read.data;
  const isOfficer = person.role === 'officer' && kit.state !== 'retired';
  const close = (): void => setForm(null);
  const open = kit.faults.filter(({ repairedAt }) => repairedAt === null);
  return (
    <Page
      title={`Kit ${kit.assetNumber}`}
      description={`${systemWords[kit.system]}. ${kit.whereNow}.`}
      actions={
        isOfficer && form === null ? (
          <>
            <Button onClick={() => setForm('check')}>Check before use</Button>
            <Button variant="default" onClick={() => setForm('test')}>
              Enter a PAT test
            </Button>
            <Button variant="default" onClick={() => setForm('fault')}>
              Enter a fault
            </Button>
            <Button variant="default" onClick={() => setForm('retire')}>
              Retire
            </Button>
          </>
        ) : undefined
      }
    >
      <Stack>
        {form === null ? null : <KitForm kit={kit} form={form} onDone={close} />}
        <Blocks title="This kit may not be issued" blocks={kit.state === 'in-store' ? kit.blocks : []} />
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Section title="Facts">
            <Facts items={factsOf(kit)} />
          </Section>
          <Section title="Parts">
            <DataTable
              columns={partColumns}
              rows={kit.parts}
              rowKey={({ id }) => id}
              caption="Parts of this kit"
              emptyText="No part is registered."
            />
          </Section>
        </SimpleGrid>
        <Section title={open.length === 0 ? 'Faults' : `Faults (${String(open.length)} open)`}>
          <DataTable
            columns={faultColumns(kit, isOfficer ? setForm : null)}
            rows={kit.faults}
            rowKey={({ id }) => id}
            caption="Faults of this kit"
            emptyText="No fault was ever entered."
          />
        </Section>
        <Section title="Story of this kit">
          <Timeline entries={timeline} />
        </Section>
      </Stack>
    </Page>
  );
}

const faultColumns = (kit: Kit, onRepair: ((fault: Fault) => void) | null): readonly Column<Fault>[] => [
  {
    id: 'at',
    header: 'Entered',
    cell: ({ openedAt }) => <InstantText value={openedAt} />,
    sortBy: ({ openedAt }) => openedAt,
  },
  {
    id: 'what',
    header: 'Fault',
    cell: ({ description, partId }) => {
      const part = kit.parts.find(({ id }) => id === partId);
      return part === undefined ? description : `${partWords[part.kind]} ${part.serial}: ${description}`;
    },
  },
  {
    id: 'repair',
    header: 'Repair',
    cell: (fault) =>
      fault.repairedAt === null ? (
        <Group gap="xs">
          <StatusBadge tone="bad">Open</StatusBadge>
          {onRepair === null ? null : (
            <Button variant="default" onClick={() => onRepair(fault)}>
              Enter the repair<span className="hidden-words"> of {fault.description}</span>
            </Button>
          )}
        </Group>
      ) : (
        <>
          {fault.repair}
          <br />
          <Text span c="dimmed">
            {fault.repairedBy}, <InstantText value={fault.repairedAt} />
          </Text>
        </>
      ),
    sortBy: ({ repairedAt }) => repairedAt ?? '0',
  },
];

const factsOf = (kit: Kit) => [
  { label: 'State', value: <StatusBadge tone={fitnessOf(kit).tone}>{fitnessOf(kit).words}</StatusBadge> },
  { label: 'Storeroom place', value: kit.storeroomPlace },
  {
    label: 'Last check',
    value:
      kit.lastCheck === null ? (
        'never checked'
      ) : (
        <>
          {kit.lastCheck.passed ? 'Passed' : 'Failed'}, {kit.lastCheck.by}, <InstantText value={kit.lastCheck.at} />
          {kit.lastCheck.used ? ' (used up: the kit was installed since)' : ''}
        </>
      ),
  },
  {
    label: 'Last PAT test',
    value:
      kit.lastTest === null ? (
        'never tested'
      ) : (
        <>
          {kit.lastTest.passed ? 'Passed' : 'Failed'}, <DayText value={kit.lastTest.testedOn} />,{' '}
          {kit.lastTest.testedBy}, label {kit.lastTest.label}
        </>
      ),
  },
  {
    label: 'Next PAT test by',
    value: kit.patDueOn === null ? 'as soon as possible' : <DayText value={kit.patDueOn} />,
  },
  { label: 'Registered', value: <InstantText value={kit.registeredAt} /> },
  { label: 'Registered by', value: kit.registeredBy },
  ...(kit.retiredBecause === null ? [] : [{ label: 'Retired because', value: kit.retiredBecause }]),
];

interface KitFormProps {
  readonly kit: Kit;
  readonly form: Form;
  readonly onDone: () => void;
}

function KitForm({ kit, form, onDone }: KitFormProps): ReactNode {
  const common = { onDone, onCancel: onDone } as const;
  const fixed = { kitId: kit.id };
  switch (form) {
    case 'check':
      return <KitCheckForm kit={kit} onChecked={onDone} onCancel={onDone} />;
    case 'test':
      return (
        <CommandForm
          {...common}
          command="kits.recordTest"
          title="PAT test"
          clause="3.2"
          fixed={fixed}
          fields={[
            { name: 'testedOn', kind: 'day', label: 'Tested on' },
            { name: 'testedBy', kind: 'line', label: 'Tested by' },
            { name: 'label', kind: 'line', label: 'Number on the PAT label' },
            { name: 'passed', kind: 'tick', label: 'Every appliance of the kit passed' },
          ]}
          submitLabel="Enter the test"
        />
      );
    case 'fault':
      return (
        <CommandForm
          {...common}
          command="kits.openFault"
          title="A fault"
          clause="3.2"
          fixed={fixed}
          fields={[
            {
              name: 'partId',
              kind: 'choice',
              label: 'Part (if it is one)',
              options: kit.parts.map(({ id, kind, serial }) => [id, `${partWords[kind]} ${serial}`] as const),
            },
            { name: 'description', kind: 'paragraph', label: 'What is wrong' },
          ]}
          submitLabel="Enter the fault"
        />
      );
    case 'retire':
      return (
        <CommandForm
          {...common}
          command="kits.retire"
          title={`Retire ${kit.assetNumber}`}
          fixed={fixed}
          fields={[{ name: 'reason', kind: 'paragraph', label: 'Why, and what becomes of it' }]}
          submitLabel="Retire the kit"
        />
      );
    default:
      return (
        <CommandForm
          {...common}
          key={form.id}
          command="kits.repairFault"
          title={`Repair: ${form.description}`}
          fixed={{ faultId: form.id }}
          fields={[
            { name: 'repair', kind: 'paragraph', label: 'What was done' },
            ...(form.partId === null
              ? []
              : [{ name: 'newSerial', kind: 'line', label: 'New serial number, if the part was replaced' } as const]),
          ]}
          submitLabel="Enter the repair"
        />
      );
  }
}
