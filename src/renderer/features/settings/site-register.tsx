import { Button, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Register } from '../../ui/register.tsx';
import { useSession } from '../../ui/role.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { systemWords } from '../cases/case-words.ts';
import { SiteForm } from './site-form.tsx';
import { isFileServer, protocolWords, type Site } from './site-values.ts';

const columns: readonly Column<Site>[] = [
  { id: 'number', header: 'Site', cell: ({ number }) => number, sortBy: ({ number }) => number },
  { id: 'system', header: 'System', cell: ({ system }) => systemWords[system], sortBy: ({ system }) => system },
  {
    id: 'address',
    header: 'Address on the VPN',
    cell: ({ address, port, secure, protocol }) => (
      <span className="code">
        {address}:{port}
        {secure && !isFileServer({ protocol }) ? ' (HTTPS)' : ''}
      </span>
    ),
    sortBy: ({ address }) => address,
  },
  { id: 'vpn', header: 'VPN', cell: ({ vpnInterface }) => <span className="code">{vpnInterface}</span> },
  { id: 'login', header: 'Login', cell: ({ username }) => username },
  { id: 'found', header: 'What it turned out to do', cell: (site) => <Found site={site} /> },
];

function Found({ site }: { readonly site: Site }): ReactNode {
  if (site.found.length === 0) return <Text size="sm">{protocolWords[site.protocol]}; never connected yet</Text>;
  return site.found.map(({ label, value }) => (
    <Text key={label} size="sm">
      {label} {value}
    </Text>
  ));
}

const changeColumn = (onChange: (site: Site) => void): Column<Site> => ({
  id: 'change',
  header: 'Change',
  cell: (site) => (
    <Button size="compact-sm" variant="default" onClick={() => onChange(site)} aria-label={`Change ${site.number}`}>
      Change
    </Button>
  ),
});

/** Recorders that are reached over the VPN, and no others. */
export function SiteRegister(): ReactNode {
  const { person } = useSession();
  const sites = useQuery('sites.list', {}, ['retrievals', 'settings']);
  const [changed, setChanged] = useState<Site | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const isManager = person.role === 'manager';
  return (
    <Stack>
      <Register
        query={sites}
        columns={isManager ? [...columns, changeColumn(setChanged)] : columns}
        rowKey={({ id }) => id}
        caption="Recorders on the VPN"
        emptyText="No recorder is registered yet. Footage can be fetched over the VPN only from a registered one."
      />
      <ClauseQuote clause="3.11" />
      <div role="status">{done === null ? null : <Text fw={600}>{done}</Text>}</div>
      {isManager ? (
        <SiteForm
          key={changed?.id ?? `new ${done ?? ''}`}
          site={changed}
          onCancel={() => setChanged(null)}
          onSaved={(site) => {
            setDone(`${site.number} is saved.`);
            setChanged(null);
            sites.reload();
          }}
        />
      ) : (
        <Text c="dimmed">The Safer Neighbourhoods Manager registers recorders and their logins.</Text>
      )}
    </Stack>
  );
}
