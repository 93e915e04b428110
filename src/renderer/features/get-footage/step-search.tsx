import { Button, Card, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { CoverageStrips } from './coverage-strips.tsx';
import { type Connection, type Draft, periodOf } from './draft.ts';
import { PeriodInputs } from './period-inputs.tsx';
import { SurveyFiles } from './survey-files.tsx';

interface StepSearchProps {
  readonly draft: Draft;
  readonly connection: Connection;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** Fourth step with a recorder: the period is asked first, and the recorder says what it holds of it. */
export function StepSearch({ draft, connection, onChange, onBack, onNext }: StepSearchProps) {
  const period = periodOf(draft);
  const { survey } = draft;
  const [sent, setSent] = useState(false);
  const search = useCommand('retrievals.search');
  const coverage = useQuery(
    'retrievals.coverage',
    survey === null || period === null ? null : { surveyId: survey.id, period },
    [],
  );

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    if (period === null) return;
    if (survey !== null) {
      onNext();
      return;
    }
    const found = await search.run({ connectionId: connection.id, period, cameras: [...draft.cameras] });
    if (found !== null) onChange({ survey: found });
  };

  return (
    <Stack>
      <Card withBorder component="section">
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Stack>
            <Title order={2}>Which period do you want?</Title>
            <PeriodInputs draft={draft} wasSent={sent} onChange={(part) => onChange({ ...part, survey: null })} />
            <CameraChoice draft={draft} connection={connection} onChange={onChange} />
            <Text size="sm" c="dimmed">
              Every recording that touches the period is taken whole, as it is held there. Each is downloaded twice and
              compared, so ask for no more than is needed.
            </Text>
            <FailureAlert failure={search.failure ?? coverage.failure} />
            {(search.busy || coverage.loading) && (
              <Reading what={draft.kind === 'portal' ? 'Asking the portal' : 'Asking the recorder'} />
            )}
            {survey !== null && coverage.data !== null && period !== null && (
              <CoverageStrips coverage={coverage.data} period={period} />
            )}
            <Group>
              {survey === null ? (
                <Button type="submit" loading={search.busy}>
                  {draft.kind === 'portal' ? 'Search the portal' : 'Search the recorder'}
                </Button>
              ) : (
                <Button type="submit" disabled={survey.files.length === 0}>
                  Next: details
                </Button>
              )}
              <Button variant="default" onClick={onBack}>
                Back
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
      {survey !== null && <SurveyFiles survey={survey} />}
    </Stack>
  );
}

/** A recorder with several cameras need not be asked for all of them: each costs the mobile link. */
function CameraChoice({ draft, connection, onChange }: Pick<StepSearchProps, 'draft' | 'connection' | 'onChange'>) {
  const { cameras } = connection;
  if (cameras === null || cameras.length < 2) return null;
  return (
    <Checkbox.Group
      label="Cameras"
      description="None ticked asks for all of them. What is left out is said on the receipt."
      value={[...draft.cameras]}
      onChange={(chosen) => onChange({ cameras: cameras.filter((it) => chosen.includes(it)), survey: null })}
    >
      <Group mt="xs">
        {cameras.map((camera) => (
          <Checkbox key={camera} value={camera} label={`Camera ${camera}`} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
