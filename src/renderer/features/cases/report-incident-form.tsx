import { Alert, Button, NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import type { CameraSystem } from '../../../shared/model.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { fieldError, type FieldErrors, FormCard, LineInput, ParagraphInput, zodErrors } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { WallClockInput } from '../../ui/wall-clock-input.tsx';
import { overwriteClause, systemWords } from './case-words.ts';

interface ReportIncidentFormProps {
  readonly caseId: string;
  readonly onReported: () => void;
  readonly onCancel: () => void;
}

const systems: readonly CameraSystem[] = ['standard-4g', 'ic-pod', 'idcam'];

/** What happened, when and where: from then on the overwrite is counted down. */
export function ReportIncidentForm({ caseId, onReported, onCancel }: ReportIncidentFormProps): ReactNode {
  const [system, setSystem] = useState<CameraSystem>('standard-4g');
  const [occurredAt, setOccurredAt] = useState('');
  const [place, setPlace] = useState('');
  const [description, setDescription] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const report = useCommand('cases.reportIncident');
  const submit = async (): Promise<FieldErrors> => {
    const input = { caseId, system, occurredAt, place, description };
    const wrong = zodErrors(commands['cases.reportIncident'].input, input);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    if ((await report.run(input)) !== null) onReported();
    return {};
  };
  return (
    <FormCard
      title="Report an incident"
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={report.busy}>
            Report the incident
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      <NativeSelect
        label="Camera system"
        w={320}
        maw="100%"
        data={systems.map((value) => ({ value, label: systemWords[value] }))}
        value={system}
        onChange={(event) => setSystem(systems.find((one) => one === event.currentTarget.value) ?? system)}
        {...fieldError(errors, 'system')}
      />
      <OverwriteRule system={system} />
      <WallClockInput
        label="When it happened"
        description="As near as is known. The date decides how long the recorder still has it."
        value={occurredAt}
        onChange={setOccurredAt}
        {...fieldError(errors, 'occurredAt')}
      />
      <LineInput
        label="Place"
        required
        value={place}
        onChange={(event) => setPlace(event.currentTarget.value)}
        {...fieldError(errors, 'place')}
      />
      <ParagraphInput
        label="What happened"
        required
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        {...fieldError(errors, 'description')}
      />
      <FailureAlert failure={report.failure} />
    </FormCard>
  );
}

/** Says before the date is typed what hangs on it. */
function OverwriteRule({ system }: { readonly system: CameraSystem }): ReactNode {
  const days = useQuery('settings.read', {}, ['settings']).data?.overwriteDays[system];
  const clause = overwriteClause[system];
  return (
    <Alert color="gray" className="notice" title="The recorder overwrites by itself">
      {days === undefined ? 'The footage' : `${systemWords[system]} keeps footage for ${days} days. After that it`} is
      written over and nobody can bring it back. The countdown starts at the incident.
      {clause === null ? ' The code of practice names no number for this system; the manager set it.' : null}
      {clause === null ? null : <ClauseQuote clause={clause} />}
    </Alert>
  );
}
