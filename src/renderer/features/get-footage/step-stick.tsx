import { NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { PortalLogin } from '../../../shared/contract/footage.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors, zodErrors } from '../../ui/form.tsx';
import { count, formatBytes } from '../../ui/quantity.ts';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { portalOf, type Survey } from './draft.ts';
import { PortalFields } from './portal-fields.tsx';
import { RegisterLink, SourceActions, type SourceProps } from './source-parts.tsx';
import { Notice } from '../footage/notice.tsx';

/** Second step: a registered stick, and the folder on it that the recorder wrote. Nothing is copied yet. */
export function StepStick({ draft, onChange, onBack, onNext }: SourceProps) {
  const sticks = useQuery('sticks.list', {}, ['settings']);
  const survey = useCommand('retrievals.survey');
  const [sent, setSent] = useState(false);
  const stick = sticks.data?.find(({ id }) => id === draft.stickId);

  const portal = portalOf(draft);
  const wrong = portal === null ? {} : zodErrors(PortalLogin, portal);

  const look = async (): Promise<void> => {
    const found = await survey.run({ stickId: draft.stickId, ...(portal === null ? {} : { portal }) });
    if (found !== null) onChange({ survey: found });
  };
  const submit = async (): Promise<FieldErrors | undefined> => {
    if (draft.survey !== null) {
      onNext();
      return undefined;
    }
    setSent(true);
    if (draft.stickId === '') return { stickId: 'missing' };
    if (Object.keys(wrong).length > 0) return wrong;
    await look();
    return undefined;
  };

  return (
    <FormCard
      title={portal === null ? 'Which memory stick?' : 'Which download from the portal?'}
      description={<ClauseQuote clause={portal === null ? '3.8' : '3.14'} />}
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
      {portal !== null && <PortalFields draft={draft} errors={sent ? wrong : {}} onChange={onChange} />}
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
      ...(survey.portal === null
        ? []
        : [
            { label: 'The portal’s list', value: survey.portal.listPath ?? 'No file of the folder names the footage.' },
          ]),
    ]}
  />
);
