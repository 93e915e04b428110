import { Notifications, notifications } from '@mantine/notifications';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { Output } from '../shared/contract.ts';
import type { Person } from '../shared/model.ts';
import { AcknowledgePage } from './features/conduct/acknowledge-page.tsx';
import { SetupPage } from './features/setup/setup-page.tsx';
import { ClockDialog } from './features/clock/clock-dialog.tsx';
import { type Halves, noHalves } from './features/recovery/halves-fields.tsx';
import { RecoveryPage } from './features/recovery/recovery-page.tsx';
import { DamagedPage } from './features/sign-in/damaged-page.tsx';
import { SignInPage } from './features/sign-in/sign-in-page.tsx';
import { createAppRouter } from './router.tsx';
import { FailureAlert } from './ui/failure-alert.tsx';
import { FullScreen, HostLabelContext } from './ui/full-screen.tsx';
import { useIdleLock } from './ui/idle-lock.ts';
import { IntegrityGate } from './ui/integrity-notice.tsx';
import { Reading } from './ui/page.tsx';
import { SessionProvider } from './ui/role.tsx';
import { type Lock, useLock, useLockKey } from './ui/use-lock.ts';
import { type Query, useQuery } from './ui/use-query.ts';

/** Everything, with what each screen says at its head. */
export function App(): ReactNode {
  const query = useQuery('app.state', {}, ['session', 'settings']);
  return (
    <HostLabelContext value={query.data?.hostLabel ?? null}>
      <Screens {...query} />
    </HostLabelContext>
  );
}

/** Set-up, sign-in or the frame, as the core says. */
function Screens({ data: state, failure, reload }: Query<'app.state'>): ReactNode {
  // The vault exists before the recovery halves are printed: set-up ends when the person says so, not the core.
  const [isSettingUp, setSettingUp] = useState(false);
  const endSetup = useCallback(() => {
    setSettingUp(false);
    reload();
  }, [reload]);
  if (state?.phase === 'set-up' && !isSettingUp) setSettingUp(true);
  const [recovering, setRecovering] = useState<Halves | null>(null);
  const endRecovery = useCallback(() => {
    setRecovering(null);
    reload();
  }, [reload]);
  const endRestore = (halves: Halves | null): void => {
    setRecovering(halves);
    endSetup();
  };

  if (isSettingUp && state !== null) return <SetupPage onDone={endSetup} onRestored={endRestore} />;
  if (state === null)
    return (
      <FullScreen>{failure === null ? <Reading what="Starting" /> : <FailureAlert failure={failure} />}</FullScreen>
    );
  if (state.phase === 'damaged') return <DamagedPage notice={state.notice} />;
  if (state.person === null && recovering !== null) return <RecoveryPage typed={recovering} onDone={endRecovery} />;
  if (state.person === null)
    return <SignInPage state={state} onSignedIn={reload} onRecover={() => setRecovering(noHalves)} />;
  return <SignedIn key={state.person.id} state={state} person={state.person} onLocked={reload} />;
}

interface SignedInProps {
  readonly state: Output<'app.state'>;
  readonly person: Person;
  readonly onLocked: () => void;
}

function SignedIn({ state, person, onLocked }: SignedInProps): ReactNode {
  const router = useMemo(() => createAppRouter(), []);
  const lock = useLock(onLocked);
  const lockNow = lock.now;
  const session = useMemo(() => ({ state, person, lock: () => lockNow('locked') }), [state, person, lockNow]);
  const [isReadingOnly, setReadingOnly] = useState(false);
  const toToday = useCallback(() => void router.navigate({ to: '/today' }), [router]);
  useLockKey(lock);
  if (lock.isBlank) return <Blank lock={lock} />;
  return (
    <SessionProvider value={session}>
      <Notices />
      <IdleLock minutes={state.idleLockMinutes} lock={lock} />
      <IntegrityGate onRead={toToday}>
        {state.mustAcknowledge !== null && !isReadingOnly ? (
          <AcknowledgePage onReadOnly={() => setReadingOnly(true)} />
        ) : (
          <>
            <RouterProvider router={router} />
            <ClockDialog />
          </>
        )}
      </IntegrityGate>
    </SessionProvider>
  );
}

/** What is said beside whatever screen there is. Gone with the session: the next person must not read it. */
function Notices(): ReactNode {
  useEffect(() => () => notifications.clean(), []);
  return <Notifications />;
}

/** An empty screen while the core ends the session; words only when it could not. */
const Blank = ({ lock }: { readonly lock: Lock }): ReactNode =>
  lock.failure === null ? (
    <main className="app-canvas" aria-label="Locking" />
  ) : (
    <FullScreen>
      <FailureAlert
        failure={{ ...lock.failure, message: `${lock.failure.message} The screen stays blank; close the application.` }}
      />
    </FullScreen>
  );

function IdleLock({ minutes, lock }: { readonly minutes: number; readonly lock: Lock }): ReactNode {
  const secondsLeft = useIdleLock(minutes, () => lock.now('idle'));
  if (secondsLeft === null) return null;
  return (
    <div role="alert" className="lock-warning figures-steady">
      <span aria-hidden>The screen locks in {secondsLeft} s. Press any key to stay.</span>
      <span className="hidden-words">The screen locks in less than half a minute. Press any key to stay.</span>
    </div>
  );
}
