import { Button, Code, ScrollArea, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { Register } from '../../ui/register.tsx';
import { useSession } from '../../ui/role.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { PortalForm } from './portal-form.tsx';

type Portal = Output<'portals.list'>[number];

const columns: readonly Column<Portal>[] = [
  {
    id: 'number',
    header: 'Portal',
    cell: ({ number }) => (
      <Text span inherit style={{ whiteSpace: 'nowrap' }}>
        {number}
      </Text>
    ),
    sortBy: ({ number }) => number,
  },
  {
    id: 'address',
    header: 'Address and interface',
    cell: ({ host, port, networkInterface }) => (
      <span className="code">
        {host}
        <br />
        port {port}
        <br />
        {networkInterface}
      </span>
    ),
    sortBy: ({ host }) => host,
  },
  {
    id: 'profile',
    header: 'Profile and its SHA-256',
    cell: ({ profileName, profileSha256 }) => (
      <>
        {profileName} <HashText value={profileSha256} />
      </>
    ),
    sortBy: ({ profileName }) => profileName,
  },
  { id: 'by', header: 'Registered by', cell: ({ registeredBy }) => registeredBy },
  {
    id: 'state',
    header: 'May be read',
    cell: ({ isOn, decidedBy, reasons }) => (
      <>
        <StatusBadge tone={isOn ? 'warning' : 'neutral'}>{isOn ? 'Switched on' : 'Switched off'}</StatusBadge>
        {decidedBy !== null && (
          <Text size="sm">
            {decidedBy}: {reasons}
          </Text>
        )}
      </>
    ),
    sortBy: ({ isOn }) => (isOn ? 0 : 1),
  },
];

const lookColumn = (isManager: boolean, onLook: (portal: Portal) => void): Column<Portal> => ({
  id: 'look',
  header: isManager ? 'Judge' : 'Profile',
  cell: (portal) => (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => onLook(portal)}
      aria-label={`${isManager ? 'Judge' : 'Read the profile of'} ${portal.number}`}
    >
      {isManager ? 'Judge' : 'Read'}
    </Button>
  ),
});

/** Web portals that may be read directly. All are off until the manager has looked at them. */
export function PortalRegister(): ReactNode {
  const { person } = useSession();
  const portals = useQuery('portals.list', {}, ['retrievals', 'settings']);
  const [lookedAt, setLookedAt] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const isManager = person.role === 'manager';
  const portal = portals.data?.find(({ id }) => id === lookedAt) ?? null;
  return (
    <Stack>
      <Register
        query={portals}
        columns={[...columns, lookColumn(isManager, ({ id }) => setLookedAt(id))]}
        rowKey={({ id }) => id}
        caption="Portals"
        emptyText="No portal is registered. Footage of an IDCAM Pro comes on a memory stick, which needs none."
      />
      <ClauseQuote clause="3.15" />
      <div role="status">{done === null ? null : <Text fw={600}>{done}</Text>}</div>
      {portal !== null && (
        <>
          <Text size="sm">
            SHA-256 of its certificate: <HashText value={portal.certificate} />
          </Text>
          <Profile portal={portal} />
        </>
      )}
      {portal !== null && isManager && (
        <QuickForm
          key={`${portal.id} ${String(portal.isOn)}`}
          command="portals.decide"
          title={portal.isOn ? `Switch ${portal.number} off` : `Switch ${portal.number} on`}
          description="This laptop is kept off the network (CoP 3.9, 3.15). Switched on, an officer can reach this portal, with their own login and through this interface alone. Read the profile first: it says what is asked."
          fields={[
            { name: 'reasons', label: 'Reasons', kind: 'paragraph' },
            { name: 'password', label: 'Your password', kind: 'password' },
          ]}
          fixed={{ portalId: portal.id, isOn: !portal.isOn }}
          submit={portal.isOn ? 'Switch it off' : 'Switch it on'}
          onDone={({ number, isOn }) => {
            setDone(`${number} is switched ${isOn ? 'on' : 'off'}.`);
            setLookedAt(null);
            portals.reload();
          }}
          onCancel={() => setLookedAt(null)}
        />
      )}
      {person.role === 'officer' && (
        <PortalForm
          key={done ?? 'new'}
          onRegistered={({ number }) => {
            setDone(`${number} is registered. It stays off until the manager has judged it.`);
            portals.reload();
          }}
        />
      )}
    </Stack>
  );
}

/** The very text that was registered: who judges it reads what the portal will be asked. */
const Profile = ({ portal }: { readonly portal: Portal }) => (
  <ScrollArea.Autosize
    mah={320}
    type="auto"
    viewportProps={{ tabIndex: 0, 'aria-label': `Profile of ${portal.number}` }}
  >
    <Code block>{portal.profile}</Code>
  </ScrollArea.Autosize>
);
