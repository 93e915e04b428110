import { Button, Stack } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Page } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { useOpened } from '../../ui/use-query.ts';
import { type Draft, emptyDraft, periodAround, sourceKinds } from './draft.ts';
import { RetrievalList } from './retrieval-list.tsx';
import { RetrievalOutcome } from './retrieval-outcome.tsx';
import { StepDetails } from './step-details.tsx';
import { StepFound } from './step-found.tsx';
import { StepIncident } from './step-incident.tsx';
import { StepList } from './step-list.tsx';
import { StepSearch } from './step-search.tsx';
import { StepSource } from './step-source.tsx';
import { StepTimeCheck } from './step-time-check.tsx';
import { Notice } from '../footage/notice.tsx';

const textOf = (search: Readonly<Record<string, unknown>>, name: string): string =>
  typeof search[name] === 'string' ? search[name] : '';

/** From the incident to the receipt. */
export function GetFootagePage() {
  const { person } = useSession();
  const [shownId, setShownId] = useState<string | null>(null);
  if (shownId !== null)
    return (
      <Page
        key={shownId}
        title="Retrieval"
        actions={
          <Button variant="default" onClick={() => setShownId(null)}>
            Back to Get footage
          </Button>
        }
      >
        <RetrievalOutcome retrievalId={shownId} />
      </Page>
    );
  if (person.role !== 'officer')
    return (
      <Page title="Get footage">
        <Stack>
          <Notice title="Footage is obtained by a Case Support Officer">
            <ClauseQuote clause="3.1" />
          </Notice>
          <RetrievalList onOpen={setShownId} />
        </Stack>
      </Page>
    );
  return (
    <Page
      title="Get footage"
      description="From a memory stick or a recorder into the vault. Nothing on either is changed."
    >
      <Wizard onShow={setShownId} />
    </Page>
  );
}

function Wizard({ onShow }: { readonly onShow: (retrievalId: string) => void }) {
  const { state } = useSession();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const [draft, setDraft] = useState<Draft>(() => ({
    ...emptyDraft,
    caseId: textOf(search, 'caseId'),
    incidentId: textOf(search, 'incidentId'),
  }));
  const [step, setStep] = useState(0);
  const [started, setStarted] = useState<{ readonly retrievalId: string; readonly jobId: string } | null>(null);
  // Read here and not in the step: going back and forth must not leave one "has read" after the other.
  const read = useOpened('cases.read', draft.caseId === '' ? null : { caseId: draft.caseId });
  const incident = read.data?.incidents.find(({ id }) => id === draft.incidentId);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const back = (): void => setStep((before) => before - 1);
  const next = (): void => setStep((before) => before + 1);

  /** The usual way of the camera system (CoP 3.7, 3.11, 3.14); what was chosen already stays where it may. */
  const leaveIncident = (): void => {
    const [usual = 'stick', ...others] = sourceKinds(incident?.system, state.training);
    const isFound = draft.survey !== null || draft.connection !== null;
    if (!isFound) change({ kind: usual });
    else if (![usual, ...others].includes(draft.kind)) change({ kind: usual, survey: null, connection: null });
    next();
  };

  /** The clocks are known now, so the period can be offered on the recorder's clock; what was typed stays. */
  const leaveTimeCheck = (offsetSeconds: number): void => {
    if (incident !== undefined && draft.from === '' && draft.to === '')
      change(periodAround(incident.occurredAt, offsetSeconds));
    if (incident !== undefined && draft.place === '') change({ place: incident.place });
    next();
  };

  if (started !== null) return <Started {...started} />;
  const common = { draft, onChange: change, onBack: back };
  const { survey, connection } = draft;
  return (
    <Stack gap={0}>
      <StepList step={step} />
      {step === 0 && (
        <Stack>
          <StepIncident draft={draft} read={read} onChange={change} onNext={leaveIncident} />
          <RetrievalList onOpen={onShow} />
        </Stack>
      )}
      {step === 1 && <StepSource {...common} system={incident?.system} onNext={next} />}
      {step === 2 && <StepTimeCheck {...common} onNext={leaveTimeCheck} />}
      {step === 3 && connection !== null && <StepSearch {...common} connection={connection} onNext={next} />}
      {step === 3 && connection === null && survey !== null && <StepFound {...common} survey={survey} onNext={next} />}
      {step === 4 && survey !== null && <StepDetails {...common} survey={survey} onStarted={setStarted} />}
    </Stack>
  );
}

interface StartedProps {
  readonly retrievalId: string;
  readonly jobId: string;
}

/** Sixth step: the work itself, and then what it brought. */
function Started({ retrievalId, jobId }: StartedProps) {
  const [ended, setEnded] = useState<'done' | 'otherwise' | null>(null);
  return (
    <Stack gap="md">
      <StepList step={5} />
      {/* Its green "finished" must not stand above a retrieval that is not complete. */}
      {ended !== 'done' && (
        <JobProgress jobId={jobId} onEnd={({ state }) => setEnded(state === 'done' ? 'done' : 'otherwise')} />
      )}
      {ended !== null && <RetrievalOutcome retrievalId={retrievalId} />}
    </Stack>
  );
}
