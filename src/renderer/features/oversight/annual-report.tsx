import { Button, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AnnualReport, Figure, ReportSection } from '../../../shared/contract/audits.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { PrintButton } from '../footage/print-button.tsx';

/** The year of the scheme that `now` falls into: from 1 April. */
function yearOf(now: string): { from: string; until: string } {
  const year = Number(now.slice(0, 4)) - (now.slice(5, 10) < '04-01' ? 1 : 0);
  return { from: `${year}-04-01`, until: `${year + 1}-03-31` };
}

const shown = ({ value, unit, basedOn }: Figure): string => {
  if (value === null) return 'none to count';
  return unit === 'count' ? String(value) : `${value} (over ${basedOn ?? 0})`;
};

/** CoP 5.6: the figures of a period, counted from the registers as they stand. */
export function AnnualReportPart(): ReactNode {
  const { state } = useSession();
  const [period, setPeriod] = useState(() => yearOf(state.now));
  const isWhole = period.from.length === 10 && period.until.length === 10;
  return (
    <Stack>
      <Group align="flex-end">
        <DayInput label="From" value={period.from} onChange={(from) => setPeriod({ ...period, from })} />
        <DayInput label="Until" value={period.until} onChange={(until) => setPeriod({ ...period, until })} />
      </Group>
      {isWhole ? <Figures key={`${period.from} ${period.until}`} period={period} /> : null}
      <ClauseQuote clause="5.6" />
    </Stack>
  );
}

function Figures({ period }: { readonly period: { from: string; until: string } }): ReactNode {
  const { person } = useSession();
  const report = useQuery('reports.read', period, [
    'cases',
    'retrievals',
    'recordings',
    'viewings',
    'stills',
    'court',
    'retention',
    'disclosures',
    'deployments',
    'audits',
    'settings',
  ]);
  return (
    <Stack>
      <FailureAlert failure={report.failure} />
      {report.loading ? <Reading what="Counting" /> : null}
      {person.role === 'manager' && report.data !== null ? <MakeSheet report={report.data} /> : null}
      {report.data?.sections.map((section) => (
        <SectionTable key={section.title} section={section} />
      ))}
    </Stack>
  );
}

function SectionTable({
  section: { title, clause, figures, notes = [], details },
}: {
  readonly section: ReportSection;
}): ReactNode {
  return (
    <Card component="section" aria-label={title}>
      <Title order={2} mb="xs">
        {title}{' '}
        <Text span c="dimmed" size="sm">
          CoP {clause}
        </Text>
      </Title>
      <Table aria-label={title}>
        <Table.Tbody>
          {figures.map((each) => (
            <Table.Tr key={each.key}>
              <Table.Th scope="row" fw={each.of === null ? 600 : 400} pl={each.of === null ? 'xs' : 'xl'}>
                {each.label}
              </Table.Th>
              <Table.Td ta="right">{shown(each)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {notes.map((note) => (
        <Text key={note} mt="xs">
          {note}
        </Text>
      ))}
      {details.length === 0 ? null : (
        <ul>
          {details.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Two sheets of the same figures: everything for management, and one that points at nobody. */
function MakeSheet({ report }: { readonly report: AnnualReport }): ReactNode {
  const [form, setForm] = useState<'management' | 'publishable' | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const { from, until } = report;
  if (form !== null)
    return (
      <QuickForm
        command="reports.make"
        title={form === 'management' ? 'Report for management' : 'Report for publication'}
        description={
          form === 'management'
            ? 'With reasons, numbers and places. Not for publication.'
            : 'No case, person or place; numbers from one to four are not shown. Name nobody in your remarks.'
        }
        fields={[
          { name: 'remarks', kind: 'paragraph', label: 'Remarks and actions', description: 'May be left empty.' },
        ]}
        fixed={{ from, until, form }}
        submit="Make the sheet"
        onDone={({ documentId }) => {
          setMade(documentId);
          setForm(null);
        }}
        onCancel={() => setForm(null)}
      />
    );
  return (
    <Group>
      <Button onClick={() => setForm('management')}>Make the report for management</Button>
      <Button variant="default" onClick={() => setForm('publishable')}>
        Make the report for publication
      </Button>
      {made === null ? null : <PrintButton documentId={made}>Print it</PrintButton>}
    </Group>
  );
}
