import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { CoverageStrips } from './coverage-strips.tsx';
import { type Draft, periodOf, type Survey } from './draft.ts';
import { PeriodInputs } from './period-inputs.tsx';
import { SurveyFiles } from './survey-files.tsx';

interface StepFoundProps {
  readonly draft: Draft;
  readonly survey: Survey;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** Fourth step: what is on the stick, and how much of the asked period it holds. */
export function StepFound({ draft, survey, onChange, onBack, onNext }: StepFoundProps) {
  const period = periodOf(draft);
  const [sent, setSent] = useState(false);
  const coverage = useQuery('retrievals.coverage', period === null ? null : { surveyId: survey.id, period }, []);

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setSent(true);
    if (period !== null) onNext();
  };

  return (
    <Stack>
      <Card withBorder component="section">
        <form onSubmit={submit} noValidate>
          <Stack>
            <Title order={2}>Which period do you want?</Title>
            <PeriodInputs draft={draft} wasSent={sent} onChange={onChange} />
            <Text size="sm" c="dimmed">
              The whole folder is taken as it is. The period says what was asked for, so that gaps can be told.
            </Text>
            <FailureAlert failure={coverage.failure} />
            {coverage.loading && <Reading what="Comparing the files with the period" />}
            {coverage.data !== null && period !== null && <CoverageStrips coverage={coverage.data} period={period} />}
            <Group>
              <Button type="submit">Next: details</Button>
              <Button variant="default" onClick={onBack}>
                Back
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
      <SurveyFiles survey={survey} />
    </Stack>
  );
}
