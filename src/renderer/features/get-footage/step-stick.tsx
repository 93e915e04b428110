import { NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors } from '../../ui/form.tsx';
import { count, formatBytes } from '../../ui/quantity.ts';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import type { Survey } from './draft.ts';
import { RegisterLink, SourceActions, type SourceProps } from './source-parts.tsx';
import { Notice } from '../footage/notice.tsx';

/** Second step: a registered stick, and the folder on it that the recorder wrote. Nothing is copied yet. */
export function StepStick({ draft, onChange, onBack, onNext }: SourceProps) {
  const sticks = useQuery('sticks.list', {}, ['settings']);
  const survey = useCommand('retrievals.survey');
  const [sent, setSent] = useState(false);
  const stick = sticks.data?.find(({ id }) => id === draft.stickId);

  const look = async (): Promise<void> => {
    const found = await survey.run({ stickId: draft.stickId });
    if (found !== null) onChange({ survey: found });
  };
  const submit = async (): Promise<FieldErrors | undefined> => {
    if (draft.survey !== null) {
      onNext();
      return undefined;
    }
    setSent(true);
    if (draft.stickId === '') return { stickId: 'missing' };
    await look();
    return undefined;
  };

  return (
    <FormCard
      title="Which memory stick?"
      description={<ClauseQuote clause="3.8" />}
      onSubmit={submit}
      actions={
        <SourceActions
          found={draft.survey !== null}
          busy={survey.busy}
          findLabel="Choose the folder on the stick"
          againLabel="Choose another folder"
          onAgain={() => void look()}
          onBack={onBack}
        />
      }
    >
      <FailureAlert failure={sticks.failure ?? survey.failure} />
      <NativeSelect
        label="Registered stick"
        maw={420}
        value={draft.stickId}
        error={sent && draft.stickId === '' ? 'Choose the stick.' : undefined}
        onChange={(event) => onChange({ stickId: event.currentTarget.value, survey: null })}
        data={[
          { value: '', label: 'Choose a stick' },
          ...(sticks.data ?? []).map(({ id, number, serial }) => ({ value: id, label: `${number}, serial ${serial}` })),
        ]}
      />
      <Text size="sm">
        A stick that is not in the list must be <RegisterLink part="sticks" /> first.
      </Text>
      {stick !== undefined && !stick.encrypted && (
        <Notice title="This stick is not encrypted">
          It is registered as a stick without encryption. Empty it safely once the footage is in the vault.
        </Notice>
      )}
      {draft.survey !== null && <SurveySummary survey={draft.survey} />}
    </FormCard>
  );
}

const SurveySummary = ({ survey }: { readonly survey: Survey }) => (
  <Facts
    items={[
      { label: 'Folder', value: survey.folderName },
      { label: 'From', value: `${survey.source}. ${survey.sourceIdentity}` },
      { label: 'Found', value: `${count(survey.files.length, 'file')}, ${formatBytes(survey.totalBytes)}` },
      { label: 'Cannot be taken', value: count(survey.refused.length, 'entry', 'entries') },
    ]}
  />
);
