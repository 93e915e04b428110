import { Image, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { usePlayerKeys } from '../viewing-room/use-player-keys.ts';

interface ExhibitStillProps {
  readonly viewingId: string;
  readonly still: Output<'viewings.present'>['stills'][number];
  readonly onOther: (direction: 1 | -1) => void;
  readonly children: ReactNode;
}

/** A still of the bundle, as large as the window. That it was shown is logged before it is on the screen. */
export function ExhibitStill({ viewingId, still, onOther, children }: ExhibitStillProps): ReactNode {
  const { reference, url } = still;
  const { run, failure } = useCommand('viewings.stillShown');
  const [isLogged, setLogged] = useState(false);
  const [covered, setCovered] = useState(false);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    void run({ viewingId, reference }).then(() => setLogged(true));
  }, [run, viewingId, reference]);
  usePlayerKeys(true, (action) => {
    if (action === 'cover') setCovered((before) => !before);
    else if (action === 'next-movement') onOther(1);
    else if (action === 'movement-before') onOther(-1);
  });
  const isSeen = isLogged && failure === null && !covered && !isBroken;
  return (
    <>
      <div className="presentation-picture">
        <FailureAlert failure={failure} />
        {isSeen ? (
          <Image
            src={url}
            alt={`Exhibit ${reference}`}
            className="presentation-still"
            draggable={false}
            onContextMenu={(event) => event.preventDefault()}
            onError={() => setBroken(true)}
          />
        ) : (
          <Text c="white" ta="center" size="lg" role="status" m="auto">
            {isBroken
              ? `${reference} could not be shown. End the showing and begin it again.`
              : covered
                ? 'Picture covered. Press Esc to come back.'
                : ''}
          </Text>
        )}
      </div>
      <div className="presentation-bar figures">
        <Text fw={700} size="xl">
          {reference}
        </Text>
        <Text>Still</Text>
        <Text size="sm">N P next exhibit or the one before; Esc covers</Text>
        {children}
      </div>
    </>
  );
}
