import { Button, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { commands, type Input, type Output } from '../../../shared/contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors, fieldError, LineInput, ParagraphInput, zodErrors } from '../../ui/form.tsx';
import { formatBytes } from '../../ui/quantity.ts';
import { useCommand } from '../../ui/use-command.ts';
import { type Draft, fits, type Survey, toBeTaken } from './draft.ts';
import { Notice } from '../footage/notice.tsx';
import { PortalListFields } from './portal-fields.tsx';
import { WhichCamera } from './which-camera.tsx';

interface StepDetailsProps {
  readonly draft: Draft;
  readonly survey: Survey;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onBack: () => void;
  readonly onStarted: (started: Output<'retrievals.start'>) => void;
}

/** The request as the core takes it. The reference source was checked in the step before. */
function requestOf(draft: Draft, survey: Survey): Input<'retrievals.start'> {
  const { caseId, incidentId, from, to, systemTime, referenceTime, seenBy, kitSerial, place, reason } = draft;
  const source = draft.source === '' ? 'speaking-clock' : draft.source;
  const timeCheck = { systemTime, referenceTime, source, seenBy };
  return {
    ...{ surveyId: survey.id, caseId, incidentId, period: { from, to }, timeCheck, kitSerial, place, reason },
    ...(draft.deploymentId === '' ? {} : { deploymentId: draft.deploymentId }),
    ...(draft.withoutPia.trim() === '' ? {} : { withoutPia: draft.withoutPia }),
    ...(draft.withoutList.trim() === '' ? {} : { withoutList: draft.withoutList }),
  };
}

/** Fifth step: the recorder, the place, the reason, and whether the laptop has room. */
export function StepDetails({ draft, survey, onChange, onBack, onStarted }: StepDetailsProps) {
  const [sent, setSent] = useState(false);
  const start = useCommand('retrievals.start');
  const hasRoom = fits(survey);
  const request = requestOf(draft, survey);
  const wrong = zodErrors(commands['retrievals.start'].input, request);
  const errors: FieldErrors = sent ? wrong : {};

  const submit = async (): Promise<FieldErrors | undefined> => {
    setSent(true);
    if (Object.keys(wrong).length > 0) return wrong;
    const started = await start.run(request);
    if (started !== null) onStarted(started);
    return undefined;
  };
  const field = (name: 'kitSerial' | 'place' | 'reason') => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
    ...fieldError(errors, name),
  });

  return (
    <FormCard
      title="What else must be recorded?"
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={start.busy} disabled={!hasRoom}>
            Take the footage into the vault
          </Button>
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
        </>
      }
    >
      <FailureAlert failure={start.failure} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <LineInput label="Serial number of the recorder" {...field('kitSerial')} />
        <LineInput label="Place of the recorder" {...field('place')} />
      </SimpleGrid>
      <ParagraphInput label="Reason for the retrieval" {...field('reason')} />
      <PortalListFields draft={draft} survey={survey} errors={errors} onChange={onChange} />
      <WhichCamera draft={draft} onChange={onChange} errors={errors} />
      <Facts
        items={[
          { label: 'To be taken', value: toBeTaken(survey) },
          { label: 'Free on this laptop', value: formatBytes(survey.freeBytes) },
        ]}
      />
      {!hasRoom && (
        <Notice tone="bad" title="There is not enough room on this laptop">
          {formatBytes(survey.totalBytes - survey.freeBytes)} more is needed. Dispose of what is due, then choose the
          folder again.
        </Notice>
      )}
    </FormCard>
  );
}
