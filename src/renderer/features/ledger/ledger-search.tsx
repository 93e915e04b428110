import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { Input, Output } from '../../../shared/contract.ts';
import { actionInWords, knownActions } from '../../ui/action-words.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { LineInput } from '../../ui/form.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Reading } from '../../ui/page.tsx';
import { count } from '../../ui/quantity.ts';
import { Section } from '../../ui/section.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';

type LedgerRow = Output<'ledger.search'>['rows'][number];
type Filter = Input<'ledger.search'>;

const columns: readonly Column<LedgerRow>[] = [
  { id: 'seq', header: 'Entry', cell: ({ seq }) => seq, sortBy: ({ seq }) => seq },
  { id: 'at', header: 'When', cell: ({ at }) => <InstantText value={at} />, sortBy: ({ at }) => at },
  { id: 'actor', header: 'Who', cell: ({ actor }) => actor, sortBy: ({ actor }) => actor },
  {
    id: 'action',
    header: 'What',
    cell: ({ action }) => actionInWords(action),
    sortBy: ({ action }) => actionInWords(action),
  },
  { id: 'subject', header: 'About', cell: ({ subject }) => subject, sortBy: ({ subject }) => subject },
  { id: 'details', header: 'Details', cell: (row) => <Details row={row} /> },
];

const Details = ({ row }: { readonly row: LedgerRow }): ReactNode => (
  <details className="entry-details">
    <summary>
      Show<span className="hidden-words"> details of entry {row.seq}</span>
    </summary>
    <div className="code">{row.details}</div>
    <div className="dim">
      Fingerprint: <HashText value={row.leafHash} />
    </div>
  </details>
);

const empty = { text: '', about: '', actorId: '', action: '', from: '', to: '' };

/** Only what was filled in goes to the core. */
const filterOf = (fields: typeof empty): Filter =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, value.trim()])
      .filter(([, value]) => value !== ''),
  );

/** Entries that fit, newest first, of all of them or from one on; older ones on request. */
export function LedgerSearch({ from }: { readonly from?: number | undefined }): ReactNode {
  const [fields, setFields] = useState(empty);
  const [filter, setFilter] = useState<Filter>(from === undefined ? {} : { beforeSeq: from + 1 });
  const first = useQuery('ledger.search', filter, ['ledger']);
  const older = useCommand('ledger.search');
  const [pages, setPages] = useState<readonly Output<'ledger.search'>[]>([]);
  useEffect(() => setPages([]), [first.data]);
  const all = first.data === null ? [] : [first.data, ...pages];
  const rows = all.flatMap((page) => page.rows);
  const last = rows.at(-1);
  const showOlder = async (beforeSeq: number): Promise<void> => {
    const page = await older.run({ ...filter, beforeSeq });
    if (page !== null) setPages((before) => [...before, page]);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setFilter(filterOf(fields));
  };
  return (
    <Section title="Search">
      <Stack>
        <SearchFields
          fields={fields}
          onChange={setFields}
          onSubmit={submit}
          onClear={() => (setFields(empty), setFilter({}))}
        />
        <FailureAlert failure={first.failure ?? older.failure} />
        {first.loading ? <Reading what="Searching" /> : null}
        {first.data === null ? null : (
          <>
            <Text c="dimmed" role="status">
              {count(rows.length, 'entry', 'entries')} shown of {first.data.size.toLocaleString('en-GB')} in the ledger
            </Text>
            <DataTable
              columns={columns}
              rows={rows}
              rowKey={({ seq }) => String(seq)}
              caption="Ledger entries, newest first"
              emptyText="No entry fits."
            />
            {last !== undefined && all.at(-1)?.more === true ? (
              <Group>
                <Button variant="default" loading={older.busy} onClick={() => void showOlder(last.seq)}>
                  Show older entries
                </Button>
              </Group>
            ) : null}
          </>
        )}
      </Stack>
    </Section>
  );
}

interface SearchFieldsProps {
  readonly fields: typeof empty;
  readonly onChange: (fields: typeof empty) => void;
  readonly onSubmit: (event: FormEvent) => void;
  readonly onClear: () => void;
}

function SearchFields({ fields, onChange, onSubmit, onClear }: SearchFieldsProps): ReactNode {
  const people = useQuery('people.list', {}, ['settings']);
  const field = (name: 'text' | 'about' | 'actorId' | 'action') => ({
    value: fields[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...fields, [name]: event.currentTarget.value }),
  });
  return (
    <form role="search" aria-label="Ledger" noValidate onSubmit={onSubmit} autoComplete="off">
      <Group align="flex-start" gap="sm">
        <LineInput label="Words" description="In any part of an entry." w={220} {...field('text')} />
        <LineInput
          label="Case or item"
          description="React reference or number."
          w={220}
          spellCheck={false}
          {...field('about')}
        />
        <NativeSelect
          label="Who"
          description="One person."
          w={200}
          data={[
            { value: '', label: 'anybody' },
            ...(people.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            { value: 'system', label: 'The application' },
          ]}
          {...field('actorId')}
        />
        <NativeSelect
          label="What was done"
          description="One kind of act."
          w={250}
          data={[{ value: '', label: 'anything' }, ...knownActions]}
          {...field('action')}
        />
        <DayInput label="From day" value={fields.from} onChange={(from) => onChange({ ...fields, from })} />
        <DayInput label="To day" value={fields.to} onChange={(to) => onChange({ ...fields, to })} />
      </Group>
      <Group gap="sm" mt="sm">
        <Button type="submit">Search</Button>
        <Button variant="default" onClick={onClear}>
          Clear
        </Button>
      </Group>
    </form>
  );
}
