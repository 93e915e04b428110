import { Checkbox, NativeSelect, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { LineInput } from '../../ui/form.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { WallClockInput } from '../../ui/wall-clock-input.tsx';

/** What a request is about: a case, single recordings, a period at a place; any of them together. */
export interface Scope {
  readonly caseId: string;
  readonly recordingIds: readonly string[];
  readonly place: string;
  readonly from: string;
  readonly to: string;
}

export const noScope: Scope = { caseId: '', recordingIds: [], place: '', from: '', to: '' };

/** As the core is told; a period that is only begun goes along, so that the contract says what is missing. */
export const scopeInput = ({ caseId, recordingIds, place, from, to }: Scope) => ({
  recordingIds: [...recordingIds],
  ...(caseId === '' ? {} : { caseId }),
  ...(place === '' && from === '' && to === '' ? {} : { period: { place, from, to } }),
});

interface ScopeChoiceProps {
  readonly scope: Scope;
  readonly onChange: (scope: Scope) => void;
}

export function ScopeChoice({ scope, onChange }: ScopeChoiceProps): ReactNode {
  const cases = useQuery('cases.list', {}, ['cases']);
  const wanted = scope.caseId === '' ? {} : { caseId: scope.caseId };
  const recordings = useQuery('recordings.list', { ...wanted, held: true }, ['recordings', 'retention']);
  const kept = (recordings.data ?? []).filter(({ state }) => state === 'kept');
  const toggle = (id: string): void => {
    const { recordingIds } = scope;
    const next = recordingIds.includes(id) ? recordingIds.filter((one) => one !== id) : [...recordingIds, id];
    onChange({ ...scope, recordingIds: next });
  };
  return (
    <Stack gap="md">
      <FailureAlert failure={cases.failure ?? recordings.failure} />
      <NativeSelect
        label="Case"
        description="Everything of it, footage still to come included."
        maw={440}
        value={scope.caseId}
        onChange={(event) => onChange({ ...scope, caseId: event.currentTarget.value, recordingIds: [] })}
        data={[
          { value: '', label: 'No case' },
          ...(cases.data ?? []).map(({ id, reactRef, title }) => ({ value: id, label: `${reactRef}, ${title}` })),
        ]}
      />
      <fieldset className="wall-clock">
        <legend>Single recordings</legend>
        <Stack gap={6} mah={220} style={{ overflowY: 'auto' }} tabIndex={0} role="group" aria-label="Kept recordings">
          {kept.length === 0 ? <Text c="dimmed">No recording is kept here.</Text> : null}
          {kept.map(({ id, number, fileName }) => (
            <Checkbox
              key={id}
              label={`${number}, ${fileName}`}
              checked={scope.recordingIds.includes(id)}
              onChange={() => toggle(id)}
            />
          ))}
        </Stack>
      </fieldset>
      <LineInput
        label="Place of a period"
        description="As the cases name it: every recording there that overlaps the period is meant."
        value={scope.place}
        onChange={(event) => onChange({ ...scope, place: event.currentTarget.value })}
      />
      <WallClockInput label="From (UK time)" value={scope.from} onChange={(from) => onChange({ ...scope, from })} />
      <WallClockInput label="To (UK time)" value={scope.to} onChange={(to) => onChange({ ...scope, to })} />
    </Stack>
  );
}
