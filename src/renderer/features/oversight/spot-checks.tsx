import { Button, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Audit, AuditCheck } from '../../../shared/contract/audits.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { areaWords } from './oversight-words.ts';

const found = ({ finding }: AuditCheck): ReactNode =>
  finding === null ? (
    <Text size="sm">not checked yet</Text>
  ) : finding === 'in-order' ? (
    <StatusBadge tone="good">In order</StatusBadge>
  ) : (
    <StatusBadge tone="bad">Not in order</StatusBadge>
  );

const columnsOf = (onEnter: ((check: AuditCheck) => void) | null): readonly Column<AuditCheck>[] => [
  { id: 'area', header: 'Area', cell: ({ area }) => areaWords[area], sortBy: ({ area }) => areaWords[area] },
  { id: 'item', header: 'Number', cell: ({ item }) => item, sortBy: ({ item }) => item },
  { id: 'finding', header: 'Found', cell: found },
  { id: 'note', header: 'Note', cell: ({ note }) => note ?? '' },
  ...(onEnter === null
    ? []
    : [
        {
          id: 'enter',
          header: 'Finding',
          cell: (row: AuditCheck) => (
            <Button variant="default" onClick={() => onEnter(row)}>
              {row.finding === null ? 'Enter' : 'Correct'}{' '}
              <span className="hidden-words">the finding on {row.item}</span>
            </Button>
          ),
        },
      ]),
];

/** What the auditor found on each thing that was drawn; entered by the officer or the manager beside them. */
export function SpotChecks({ audit }: { readonly audit: Audit }): ReactNode {
  const { person } = useSession();
  const [check, setCheck] = useState<AuditCheck | null>(null);
  const mayEnter = audit.closedAt === null && person.role !== 'auditor';
  return (
    <Stack mt="sm">
      <DataTable
        rows={audit.drawn}
        columns={columnsOf(mayEnter ? setCheck : null)}
        rowKey={({ id }) => id}
        caption="Spot checks"
        emptyText="Nothing was drawn."
      />
      {check === null ? null : (
        <QuickForm
          key={check.id}
          command="audits.find"
          title={`Finding on ${check.item}`}
          headingOrder={3}
          fields={[
            {
              name: 'finding',
              kind: 'choice',
              label: 'What the auditor found',
              options: [
                { value: 'in-order', label: 'In order' },
                { value: 'not-in-order', label: 'Not in order' },
              ],
            },
            { name: 'note', kind: 'paragraph', label: 'Note', description: 'Needed when it is not in order.' },
          ]}
          fixed={{ checkId: check.id }}
          submit="Enter the finding"
          onDone={() => setCheck(null)}
          onCancel={() => setCheck(null)}
        />
      )}
    </Stack>
  );
}
