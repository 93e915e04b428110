import { Anchor, Button, NativeSelect, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors } from '../../ui/form.tsx';
import { count, formatBytes } from '../../ui/quantity.ts';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import type { Draft, Survey } from './draft.ts';
import { Notice } from '../footage/notice.tsx';

interface StepStickProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** Second step: a registered stick, and the folder on it that the recorder wrote. Nothing is copied yet. */
export function StepStick({ draft, onChange, onBack, onNext }: StepStickProps) {
  const sticks = useQuery('sticks.list', {}, ['settings']);
  const survey = useCommand('retrievals.survey');
  const [sent, setSent] = useState(false);
  const stick = sticks.data?.find(({ id }) => id === draft.stickId);

  const lookOrGoOn = async (): Promise<FieldErrors | undefined> => {
    if (draft.survey !== null) {
      onNext();
      return undefined;
    }
    setSent(true);
    if (draft.stickId === '') return { stickId: 'missing' };
    const found = await survey.run({ stickId: draft.stickId });
    if (found !== null) onChange({ survey: found });
    return undefined;
  };

  return (
    <FormCard
      title="Which memory stick?"
      description={<ClauseQuote clause="3.8" />}
      onSubmit={lookOrGoOn}
      actions={
        <>
          {draft.survey === null ? (
            <Button type="submit" loading={survey.busy}>
              Choose the folder on the stick
            </Button>
          ) : (
            <>
              <Button type="submit">Next: time check</Button>
              <Button variant="default" loading={survey.busy} onClick={() => void lookOrGoOn()}>
                Choose another folder
              </Button>
            </>
          )}
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
        </>
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
        A stick that is not in the list must be{' '}
        <Anchor
          inherit
          underline="always"
          renderRoot={(root) => <Link {...root} to="/settings" search={{ part: 'sticks' }} />}
        >
          registered in Settings
        </Anchor>{' '}
        first.
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
