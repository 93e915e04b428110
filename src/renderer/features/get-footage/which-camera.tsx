import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { fieldError, type FieldErrors, ParagraphInput } from '../../ui/form.tsx';
import { Reading } from '../../ui/page.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { Notice } from '../footage/notice.tsx';
import type { Draft } from './draft.ts';

interface WhichCameraProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly errors: FieldErrors;
}

/**
 * Which camera of the register the footage comes from. It may be taken all the same when there is none or its PIA is
 * missing (evidence first), but that is an incident, and the officer is told before.
 */
export function WhichCamera({ draft, onChange, errors }: WhichCameraProps): ReactNode {
  const cameras = useQuery('deployments.list', { caseId: draft.caseId }, ['deployments']);
  if (cameras.data === null) return cameras.loading ? <Reading /> : <FailureAlert failure={cameras.failure} />;
  const hung = cameras.data.filter(({ installation }) => installation !== null);
  const chosen = hung.find(({ id }) => id === draft.deploymentId);
  return (
    <>
      <NativeSelect
        label="Camera"
        value={draft.deploymentId}
        onChange={(event) => onChange({ deploymentId: event.currentTarget.value })}
        {...fieldError(errors, 'deploymentId')}
        data={[
          { value: '', label: 'Not in the register of deployments' },
          ...hung.map(({ id, number, place }) => ({ value: id, label: `${number}, ${place}` })),
        ]}
      />
      {chosen !== undefined && chosen.ground !== null ? null : (
        <>
          <Notice
            title={
              chosen === undefined
                ? 'An incident will be opened: the footage names no camera with an approved PIA'
                : `An incident will be opened: no approved PIA is in force for ${chosen.number}`
            }
          >
            The footage is taken all the same, so that nothing is overwritten meanwhile.
            <ClauseQuote clause="5.1" />
          </Notice>
          <ParagraphInput
            label="Why there is none (goes into the incident)"
            value={draft.withoutPia}
            onChange={(event) => onChange({ withoutPia: event.currentTarget.value })}
            {...fieldError(errors, 'withoutPia')}
          />
        </>
      )}
    </>
  );
}
