import { Anchor, Button, NativeSelect, Radio, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors } from '../../ui/form.tsx';
import { Reading } from '../../ui/page.tsx';
import { daysInWords, formatDay, formatWallClock } from '../../ui/time.ts';
import type { Query } from '../../ui/use-query.ts';
import { useQuery } from '../../ui/use-query.ts';
import type { Draft, Incident } from './draft.ts';
import { Notice } from '../footage/notice.tsx';

interface StepIncidentProps {
  readonly draft: Draft;
  readonly read: Query<'cases.read'>;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onNext: () => void;
}

/** First step: which case and which incident the footage is for. */
export function StepIncident({ draft, read, onChange, onNext }: StepIncidentProps) {
  const cases = useQuery('cases.list', {}, ['cases']);
  const [sent, setSent] = useState(false);
  const errors: FieldErrors = sent
    ? {
        ...(draft.caseId === '' && { caseId: 'Choose the case.' }),
        ...(draft.incidentId === '' && { incidentId: 'Choose the incident.' }),
      }
    : {};

  const submit = (): FieldErrors | undefined => {
    setSent(true);
    if (draft.caseId === '' || draft.incidentId === '') return { incidentId: 'missing' };
    onNext();
    return undefined;
  };

  return (
    <FormCard
      title="Which incident is it for?"
      onSubmit={submit}
      actions={<Button type="submit">Next: where it is</Button>}
    >
      <FailureAlert failure={cases.failure ?? read.failure} />
      <NativeSelect
        label="Case"
        value={draft.caseId}
        error={errors['caseId']}
        onChange={(event) => onChange({ caseId: event.currentTarget.value, incidentId: '' })}
        data={[
          { value: '', label: 'Choose a case' },
          ...(cases.data ?? []).map(({ id, reactRef, title }) => ({ value: id, label: `${reactRef}, ${title}` })),
        ]}
      />
      {read.loading && <Reading what="Reading the case" />}
      {read.data !== null && (
        <Incidents
          incidents={read.data.incidents}
          caseId={draft.caseId}
          value={draft.incidentId}
          error={errors['incidentId']}
          onChange={(incidentId) => onChange({ incidentId })}
        />
      )}
    </FormCard>
  );
}

interface IncidentsProps {
  readonly incidents: Output<'cases.read'>['incidents'];
  readonly caseId: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (incidentId: string) => void;
}

function Incidents({ incidents, caseId, value, error, onChange }: IncidentsProps) {
  if (incidents.length === 0)
    return (
      <Notice title="No incident has been reported in this case">
        Footage is only retrieved for an incident (CoP 3.7, 3.13).{' '}
        <Anchor component={Link} inherit underline="always" to={`/cases/${caseId}`}>
          Report it in the case
        </Anchor>
        , then come back.
      </Notice>
    );
  return (
    <Radio.Group label="Incident" value={value} onChange={onChange} error={error}>
      <Stack gap="sm" mt="xs">
        {incidents.map((incident) => (
          <Radio
            key={incident.id}
            value={incident.id}
            label={`${formatWallClock(incident.occurredAt)}, ${incident.place}`}
            description={
              <>
                {incident.description}
                <br />
                <Overwrite incident={incident} />
              </>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** How long the recorder still holds it. */
function Overwrite({ incident }: { readonly incident: Incident }) {
  const { retrieved, daysLeft, overwriteOn } = incident;
  if (retrieved) return <>Footage has been retrieved already.</>;
  if (daysLeft < 0)
    return (
      <Text span inherit fw={600} c="var(--mantine-color-error)">
        The recorder may have overwritten it since {formatDay(overwriteOn)} ({daysInWords(daysLeft)}). Try all the same.
      </Text>
    );
  return (
    <Text span inherit fw={daysLeft <= 3 ? 600 : 400}>
      The recorder overwrites it on {formatDay(overwriteOn)} ({daysInWords(daysLeft)}).
    </Text>
  );
}
