import { Button, Group, NativeSelect, SimpleGrid, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { kitParts } from '../../../shared/contract/equipment.ts';
import { commands } from '../../../shared/contract.ts';
import type { CameraSystem } from '../../../shared/model.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { fieldError, type FieldErrors, FormCard, LineInput, zodErrors } from '../../ui/form.tsx';
import { Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { systemWords } from '../cases/case-words.ts';
import { fitnessOf, type Kit, partWords } from './kit-words.ts';

const columns: readonly Column<Kit>[] = [
  {
    id: 'asset',
    header: 'Asset number',
    cell: ({ assetNumber }) => assetNumber,
    sortBy: ({ assetNumber }) => assetNumber,
  },
  {
    id: 'system',
    header: 'System',
    cell: ({ system }) => systemWords[system],
    sortBy: ({ system }) => systemWords[system],
  },
  { id: 'where', header: 'Where it is now', cell: ({ whereNow }) => whereNow, sortBy: ({ whereNow }) => whereNow },
  {
    id: 'pat',
    header: 'PAT due',
    cell: ({ patDueOn }) => <DayText value={patDueOn} />,
    sortBy: ({ patDueOn }) => patDueOn ?? '0',
  },
  {
    id: 'fit',
    header: 'May be issued',
    cell: (kit) => <StatusBadge tone={fitnessOf(kit).tone}>{fitnessOf(kit).words}</StatusBadge>,
    sortBy: (kit) => fitnessOf(kit).words,
  },
];

/** CoP 3.2 and 3.5: every system there is, and whether it may go out. */
export function KitRegister(): ReactNode {
  const { person } = useSession();
  const navigate = useNavigate();
  const kits = useQuery('kits.list', {}, ['deployments']);
  const [isRegistering, setRegistering] = useState(false);
  const open = ({ id }: Kit): void => void navigate({ to: '/scheme/kits/$kitId', params: { kitId: id } });
  return (
    <Stack>
      {person.role === 'officer' && !isRegistering ? (
        <Group>
          <Button onClick={() => setRegistering(true)}>Register a kit</Button>
        </Group>
      ) : null}
      {isRegistering ? <RegisterKit onRegistered={open} onCancel={() => setRegistering(false)} /> : null}
      <Section title="Equipment register">
        <FailureAlert failure={kits.failure} />
        {kits.loading ? <Reading /> : null}
        {kits.data === null ? null : (
          <DataTable
            columns={columns}
            rows={kits.data}
            rowKey={({ id }) => id}
            onRowClick={open}
            caption="Equipment register"
            emptyText="No kit is registered yet."
          />
        )}
      </Section>
      <ClauseQuote clause="3.2" />
    </Stack>
  );
}

const systems = Object.keys(systemWords) as CameraSystem[];
const clauses: Readonly<Record<CameraSystem, string>> = { 'standard-4g': '3.6', 'ic-pod': '3.11', idcam: '3.12' };

interface RegisterKitProps {
  readonly onRegistered: (kit: Kit) => void;
  readonly onCancel: () => void;
}

/** The parts follow from the kind of system: each gets the serial number printed on it. */
function RegisterKit({ onRegistered, onCancel }: RegisterKitProps): ReactNode {
  const [system, setSystem] = useState<CameraSystem>('standard-4g');
  const [assetNumber, setAssetNumber] = useState('');
  const [storeroomPlace, setPlace] = useState('');
  const [serials, setSerials] = useState<readonly string[]>([]);
  const [errors, setErrors] = useState<FieldErrors>({});
  const register = useCommand('kits.register');
  const submit = async (): Promise<FieldErrors> => {
    const parts = kitParts[system].map((kind, index) => ({ kind, serial: serials[index] ?? '' }));
    const input = { assetNumber, system, storeroomPlace, parts };
    const wrong = zodErrors(commands['kits.register'].input, input);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const kit = await register.run(input);
    if (kit !== null) onRegistered(kit);
    return {};
  };
  return (
    <FormCard
      title="Register a kit"
      description={<ClauseQuote clause={clauses[system]} />}
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={register.busy}>
            Register the kit
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NativeSelect
          label="System"
          value={system}
          onChange={(event) => setSystem(systems.find((each) => each === event.currentTarget.value) ?? system)}
          data={systems.map((value) => ({ value, label: systemWords[value] }))}
        />
        <LineInput
          label="Asset number"
          value={assetNumber}
          onChange={(event) => setAssetNumber(event.currentTarget.value)}
          {...fieldError(errors, 'assetNumber')}
        />
        <LineInput
          label="Place in the locked storeroom"
          value={storeroomPlace}
          onChange={(event) => setPlace(event.currentTarget.value)}
          {...fieldError(errors, 'storeroomPlace')}
        />
      </SimpleGrid>
      <fieldset className="wall-clock">
        <legend>Serial number of each part; “none” where there is none</legend>
        <SimpleGrid cols={{ base: 1, sm: 3 }} mt="xs">
          {kitParts[system].map((kind, index) => (
            <LineInput
              key={`${kind} ${String(index)}`}
              label={labelOf(system, index)}
              value={serials[index] ?? ''}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setSerials((before) => kitParts[system].map((_, at) => (at === index ? value : (before[at] ?? ''))));
              }}
              {...fieldError(errors, `parts.${String(index)}.serial`)}
            />
          ))}
        </SimpleGrid>
      </fieldset>
      <FailureAlert failure={register.failure} />
    </FormCard>
  );
}

/** `Camera 2` where a kit has several of a kind. */
function labelOf(system: CameraSystem, index: number): string {
  const kinds = kitParts[system];
  const kind = kinds[index];
  if (kind === undefined) return '';
  const several = kinds.filter((each) => each === kind).length > 1;
  const place = kinds.slice(0, index + 1).filter((each) => each === kind).length;
  return several ? `${partWords[kind]} ${String(place)}` : partWords[kind];
}
