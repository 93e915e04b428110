import { type ReactNode, useRef, useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { focusFirstWrong, LineInput } from '../../ui/form.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Reading } from '../../ui/page.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { StillPicture } from '../stills/still-picture.tsx';
import { DecisionCard, type DecisionProps } from './decision.tsx';
import { stillFacts } from './still-decision.tsx';

type Choice = 'countersign' | 'reject';

/** What the core is told of the place of a still that never reaches the cabinet. */
const notFiled = 'not filed, rejected';
const Place = commands['stills.countersign'].input.shape.cabinetPlace;

/** CoP 5.15: the picture is seen, signed off and given its place in the locked cabinet. */
export function CountersignDecision({ id, mayDecide, onDecided }: DecisionProps): ReactNode {
  const stills = useQuery('stills.list', {}, ['stills']);
  const decide = useCommand('stills.countersign');
  const [place, setPlace] = useState('');
  const [placeError, setPlaceError] = useState<string | undefined>(undefined);
  const box = useRef<HTMLDivElement>(null);
  const still = stills.data?.find((one) => one.id === id);
  if (still === undefined) return stills.loading ? <Reading /> : <FailureAlert failure={stills.failure} />;

  const isReady = (decision: Choice): boolean => {
    const isMissing = decision === 'countersign' && !Place.safeParse(place).success;
    setPlaceError(isMissing ? 'Say where in the cabinet the still will be kept.' : undefined);
    if (isMissing) focusFirstWrong(box.current);
    return !isMissing;
  };
  const send = async (decision: Choice, password: string, reasons: string): Promise<void> => {
    const cabinetPlace = decision === 'countersign' ? place : notFiled;
    const decided = await decide.run({ stillId: id, decision, reasons, cabinetPlace, password });
    if (decided !== null)
      onDecided(`Still ${decided.number} was ${decision === 'countersign' ? 'countersigned' : 'rejected'}.`);
  };
  return (
    <DecisionCard<Choice>
      title={`Still ${still.number}`}
      yes={{
        decision: 'countersign',
        label: 'Countersign',
        consequence: 'The still goes into the index with your name as the manager who signed it off.',
      }}
      no={{
        decision: 'reject',
        label: 'Reject',
        consequence: 'The still is not used. The officer reads your reasons.',
      }}
      mayDecide={mayDecide}
      busy={decide.busy}
      failure={decide.failure}
      isReady={isReady}
      onOpen={decide.clear}
      onDecide={(...decision) => void send(...decision)}
    >
      <StillPicture still={still} />
      <Facts
        items={[
          ...stillFacts(still),
          { label: 'Approved because', value: still.decisionReasons },
          { label: 'Produced by', value: still.producedBy },
          { label: 'Produced', value: <InstantText value={still.producedAt} /> },
          { label: 'SHA-256', value: <HashText value={still.sha256} /> },
        ]}
      />
      <ClauseQuote clause="5.15" />
      {mayDecide ? (
        <div ref={box}>
          <LineInput
            label="Place in the locked cabinet"
            description="Needed to countersign."
            w={360}
            maw="100%"
            value={place}
            error={placeError}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
        </div>
      ) : null}
    </DecisionCard>
  );
}
