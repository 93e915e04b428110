import { Anchor, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Draft } from './draft.ts';

/** What every kind of source is given: the draft of the retrieval, and the way on and back. */
export interface SourceProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** Where a stick, a recorder or a portal that is not in the list is put on it. */
export const RegisterLink = ({ part }: { readonly part: 'sticks' | 'sites' | 'portals' }) => (
  <Anchor inherit underline="always" renderRoot={(root) => <Link {...root} to="/settings" search={{ part }} />}>
    registered in Settings
  </Anchor>
);

interface SourceActionsProps {
  readonly found: boolean;
  readonly busy: boolean;
  readonly findLabel: string;
  readonly againLabel: string;
  readonly onAgain: () => void;
  readonly onBack: () => void;
}

/** The source must be found before the time check; it may be looked for again until then. */
export const SourceActions = ({ found, busy, findLabel, againLabel, onAgain, onBack }: SourceActionsProps) => (
  <>
    {found ? (
      <>
        <Button type="submit">Next: time check</Button>
        <Button variant="default" loading={busy} onClick={onAgain}>
          {againLabel}
        </Button>
      </>
    ) : (
      <Button type="submit" loading={busy}>
        {findLabel}
      </Button>
    )}
    <Button variant="default" onClick={onBack}>
      Back
    </Button>
  </>
);
