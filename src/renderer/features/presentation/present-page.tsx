import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { ReactSlip } from '../viewing-room/react-slip.tsx';
import { CuttingStretch } from './cutting-stretch.tsx';
import { Listed, listedClipsOf, listedOf, listedStillsOf, mayBeInStep, type Parts } from './listed.tsx';
import { Presentation } from './presentation.tsx';

type Bundle = Output<'bundles.list'>[number];

/** Showing exhibits to a court: its authority and the list first, then the dark screen, then the slip for React. */
export function PresentPage(): ReactNode {
  const { bundleId = '' } = useParams({ strict: false });
  const [open, setOpen] = useState<Output<'viewings.present'> | null>(null);
  const [closed, setClosed] = useState<Output<'viewings.close'> | null>(null);
  const bundles = useQuery('bundles.list', {}, []);
  if (closed !== null)
    return (
      <Page key="ended" title="Showing ended">
        <ReactSlip closed={closed} />
      </Page>
    );
  if (open !== null) return <Presentation open={open} onClosed={setClosed} />;
  const bundle = bundles.data?.find(({ id }) => id === bundleId);
  return (
    <Page title="Show it to the court" description="Fill this in before the screen is turned to the court.">
      {bundle === undefined ? (
        bundles.loading ? (
          <Reading />
        ) : (
          <FailureAlert failure={bundles.failure ?? { code: 'not-found', message: 'There is no such bundle.' }} />
        )
      ) : (
        <Authority bundle={bundle} onOpened={setOpen} />
      )}
    </Page>
  );
}

interface AuthorityProps {
  readonly bundle: Bundle;
  readonly onOpened: (open: Output<'viewings.present'>) => void;
}

function Authority({ bundle, onOpened }: AuthorityProps): ReactNode {
  const navigate = useNavigate();
  const [parts, setParts] = useState<Parts>({});
  const [inStep, setInStep] = useState(false);
  const { exhibits } = bundle;
  const listed = listedOf(exhibits, parts);
  const [clips, stills] = [listedClipsOf(exhibits, parts), listedStillsOf(exhibits, parts)];
  const { court, caseNumber } = bundle.proceedings;
  return (
    <QuickForm
      command="viewings.present"
      title={`${court}, ${caseNumber}`}
      description={
        <>
          <ClauseQuote clause="6.4" />
          Only what you list here can be shown. The court sees exhibit references and times, and no names. You stay
          until it has ended.
        </>
      }
      fixed={{
        ...{ bundleId: bundle.id, listed },
        ...(clips.length > 0 && { clips }),
        ...(stills.length > 0 && { stills }),
        ...(inStep && mayBeInStep(exhibits, parts) && { inStep }),
      }}
      fields={[
        { name: 'place', label: 'Court room', kind: 'line' },
        { name: 'allowedBy', label: 'Who in court asked for it or allowed it', kind: 'line' },
        { name: 'direction', label: 'What they asked to see', kind: 'paragraph' },
      ]}
      submit="Begin the showing"
      onDone={onOpened}
      onCancel={() => void navigate({ to: '/court/$bundleId', params: { bundleId: bundle.id } })}
    >
      <Listed {...{ exhibits, parts, inStep }} onChange={setParts} onInStep={setInStep} />
      <CuttingStretch />
    </QuickForm>
  );
}
