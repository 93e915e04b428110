import { Anchor, Button, Group, Stack } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { AuditSummary } from '../../../shared/contract/audits.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Register } from '../../ui/register.tsx';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { OpenAudit } from './open-audit.tsx';

const columns: readonly Column<AuditSummary>[] = [
  {
    id: 'number',
    header: 'Audit',
    cell: ({ id, number }) => (
      <Anchor component={Link} inherit underline="always" to={`/oversight/audits/${id}`}>
        {number}
      </Anchor>
    ),
    sortBy: ({ number }) => number,
  },
  { id: 'reference', header: 'Terms of reference', cell: ({ reference }) => reference },
  { id: 'auditor', header: 'Auditor', cell: ({ auditor }) => auditor, sortBy: ({ auditor }) => auditor },
  {
    id: 'period',
    header: 'Period',
    cell: ({ from, until }) => (
      <>
        <DayText value={from} /> to <DayText value={until} />
      </>
    ),
    sortBy: ({ from }) => from,
  },
  {
    id: 'checks',
    header: 'Spot checks',
    cell: ({ checks, notInOrder, unchecked }) =>
      checks === 0 ? 'not drawn yet' : `${checks}, ${notInOrder} not in order, ${unchecked} still to do`,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ closedAt }) =>
      closedAt === null ? (
        <StatusBadge tone="neutral">Open</StatusBadge>
      ) : (
        <StatusBadge tone="good">Closed</StatusBadge>
      ),
  },
];

export function AuditRegister(): ReactNode {
  const { person } = useSession();
  const audits = useQuery('audits.list', {}, ['audits']);
  const navigate = useNavigate();
  const [isOpening, setOpening] = useState(false);
  return (
    <Stack>
      {person.role === 'manager' && !isOpening ? (
        <Group>
          <Button onClick={() => setOpening(true)}>Open an audit</Button>
        </Group>
      ) : null}
      {isOpening ? (
        <OpenAudit
          onDone={({ id }) => void navigate({ to: '/oversight/audits/$auditId', params: { auditId: id } })}
          onCancel={() => setOpening(false)}
        />
      ) : null}
      <Register
        query={audits}
        columns={columns}
        rowKey={({ id }) => id}
        caption="Audits"
        emptyText="No audit has been opened. The Safer Neighbourhoods Manager opens one with its terms of reference."
      />
      <ClauseQuote clause="6.5" />
    </Stack>
  );
}
