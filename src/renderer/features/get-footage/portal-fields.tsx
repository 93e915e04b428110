import { List, NativeSelect, SimpleGrid } from '@mantine/core';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { fieldError, type FieldErrors, LineInput, ParagraphInput } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { WallClockInput } from '../../ui/wall-clock-input.tsx';
import { Notice } from '../footage/notice.tsx';
import type { Draft, Survey } from './draft.ts';

interface PortalFieldsProps {
  readonly draft: Draft;
  readonly errors: FieldErrors;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** Whose login the download was made with: the portal knows each person by their own (CoP 3.15). */
export function PortalFields({ draft, errors, onChange }: PortalFieldsProps) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <LineInput
          label="Portal"
          description="Its name or address"
          required
          value={draft.portalName}
          onChange={(event) => onChange({ portalName: event.currentTarget.value, survey: null })}
          {...fieldError(errors, 'name')}
        />
        <LineInput
          label="Login it was downloaded with"
          description="The user name, never the password"
          required
          value={draft.portalLogin}
          onChange={(event) => onChange({ portalLogin: event.currentTarget.value, survey: null })}
          {...fieldError(errors, 'login')}
        />
      </SimpleGrid>
      <WallClockInput
        label="Downloaded at"
        value={draft.downloadedAt}
        onChange={(downloadedAt) => onChange({ downloadedAt, survey: null })}
        {...fieldError(errors, 'downloadedAt')}
      />
    </>
  );
}

interface PortalListProps extends PortalFieldsProps {
  readonly survey: Survey;
}

/** The portal's own list of the download, kept with the footage; what differs from it is said before anything is taken. */
export function PortalListFields({ draft, survey, errors, onChange }: PortalListProps) {
  const compare = useCommand('retrievals.compareList');
  if (survey.portal === null) return null;
  const { listPath, remarks } = survey.portal;
  const choose = async (path: string): Promise<void> => {
    const compared = await compare.run({ surveyId: survey.id, listPath: path === '' ? null : path });
    if (compared !== null) onChange({ survey: compared });
  };
  return (
    <>
      <NativeSelect
        label="The portal’s own list of this download"
        description="One file of the folder. It is kept with the footage; another one is compared at once."
        maw={640}
        value={listPath ?? ''}
        disabled={compare.busy}
        onChange={(event) => void choose(event.currentTarget.value)}
        data={[
          { value: '', label: 'It is not in the folder' },
          ...survey.files.filter(({ role }) => role !== 'footage').map(({ path }) => ({ value: path, label: path })),
        ]}
      />
      <FailureAlert failure={compare.failure} />
      {listPath === null && (
        <>
          <ParagraphInput
            label="Why the portal’s list is not here"
            value={draft.withoutList}
            onChange={(event) => onChange({ withoutList: event.currentTarget.value })}
            {...fieldError(errors, 'withoutList')}
          />
          <ClauseQuote clause="3.15" />
        </>
      )}
      {remarks.length > 0 && (
        <Notice title="Compared with the portal’s list">
          <List>
            {remarks.map((remark) => (
              <List.Item key={remark}>{remark}</List.Item>
            ))}
          </List>
        </Notice>
      )}
    </>
  );
}
