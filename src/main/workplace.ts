import type { CommandName } from '../shared/contract.ts';
import type { Person } from '../shared/model.ts';
import { type Act, type Actor, theApplication } from './acts.ts';
import { createHandlers, type SignedInHandlers } from './handlers.ts';
import { recover } from './recovery.ts';
import { notingReadings } from './register-readings.ts';
import type { Standing } from './standing.ts';
import { allOf, type Steps, tryEach } from './try-each.ts';
import { wireAudits } from './wire-audits.ts';
import { wireBase, type WorkplacePorts } from './wire-base.ts';
import { type Footage, wireFootage } from './wire-footage.ts';
import { wireRelease } from './wire-release.ts';
import { wireToday } from './wire-today.ts';

/** Everything there is while somebody is signed in; gone, with all keys, when it closes. */
export interface Workplace {
  /** Who works here now. */
  person(): Person;
  /** Answers `/media/<grant>` while whoever is signed in may see footage. */
  showMedia(request: Request, grant: string): Promise<Response> | null;
  readonly inTheWay: Standing['inTheWay'];
  readonly handlers: SignedInHandlers;
  act(name: CommandName): Act;
  idleLockMinutes(): number;
  /** The version of the code of practice they have yet to acknowledge. */
  mustAcknowledge(): number | null;
  /** Nothing of footage is on the screen any more: viewings end, grants die. Work that runs by itself goes on. */
  leave(why: string): Promise<void>;
  isBusy(): boolean;
  /** When the work that runs now has ended. */
  whenIdle(): Promise<void>;
  /** The next person takes over work that went on behind a locked screen. */
  handTo(person: Person): Promise<void>;
  close(why: string): Promise<void>;
}

/** How often the laptop's clock is compared; also before each command. */
const CLOCK_LOOK_MS = 15_000;

/** Wires the features of an open vault together by hand, and puts right what a crash left before anyone sees it. */
export async function createWorkplace(ports: WorkplacePorts): Promise<Workplace> {
  const { vault, report } = ports;
  let person = ports.person;
  const actAs = (who: Actor, name: string): Act => vault.act(who, name);
  const base = wireBase({
    ...{ ports, person: () => person, actAs },
    checkPrinting: (sheet, act) => {
      footage.stillSheets.checkPrinting(sheet, act);
      footage.scheme.sitePictures.checkPrinting(sheet);
    },
  });
  const footage: Footage = wireFootage(base, ports);
  const oversight = wireAudits(base, ports);
  const release = wireRelease(base, footage, { ports, audits: oversight.audits });
  const { clockCheck, jobs, objects, settings, standing, code, accounts } = base;
  const { posture, media, oneShowing, recorders, portalConnections, simulated, retrievals, viewings } = footage;
  const { verification, slices } = footage;
  const { disposals, discs, clipMasks } = release;
  const today = wireToday(base, footage, release, oversight);

  /** What is destroyed does not come back: by a clock that was moved, only after a person has confirmed the time. */
  const disposeIfBelieved = (): void => {
    if (clockCheck.isBelieved()) disposals.disposeDue(actAs(theApplication, 'retention.disposeDue'));
  };
  const confirmClock: typeof clockCheck.confirm = (input, act) => {
    const answer = clockCheck.confirm(input, act);
    if (answer.settled && !jobs.isBusy('disposal')) disposeIfBelieved();
    return answer;
  };

  await recover({
    act: actAs(theApplication, 'recovery.sweep'),
    report,
    objects,
    retrievals,
    steps: {
      accounts: (act) => accounts.tidy(act),
      viewings: (act) => viewings.endAll(act, 'The application stopped before the viewing was closed.'),
      comparisons: (act) => clipMasks.endAll(act, 'The application stopped before it was put away.'),
      retrievals: (act) => retrievals.resolveLeftOvers(act),
      discs: (act) => discs.resolveLeftOvers(act),
      transits: (act) => release.transits.resolveLeftOvers(act),
      jobs: (act) => jobs.resolveLeftOvers(act),
      rotation: async (act) => void (await disposals.resume(act.as('recovery.rotation'))),
      missing: (act, { missing }) => verification.reportMissing(missing, act),
      disposal: disposeIfBelieved,
      examinations: () => footage.examinations.examineWaiting(actAs(theApplication, 'recordings.examineWaiting')),
    },
  });

  await posture
    .atSignIn(actAs(theApplication, 'posture.found'))
    .catch((error: unknown) => void report('posture', error)); // what cannot be looked at must not lock people out
  const watch = setInterval(clockCheck.look, CLOCK_LOOK_MS);
  watch.unref();
  slices.start();

  /** Nobody waits for it at the sign-in; it is over before the vault is closed. */
  let takeover = Promise.resolve();
  /** What every sign-in does, also one that takes over work that went on behind a locked screen. */
  const atTakeover = async (): Promise<void> => {
    const steps = {
      accounts: () => accounts.tidy(actAs(theApplication, 'recovery.sweep')),
      disposal: () => (jobs.isBusy('disposal') ? undefined : disposeIfBelieved()),
      posture: () => posture.atSignIn(actAs(theApplication, 'posture.found')),
    };
    await tryEach(steps, (name, error) => report(`takeover ${name}`, error));
  };

  const actAsPerson = (name: string): Act => {
    const { id, name: called, role } = person;
    return actAs({ id, name: called, role }, name);
  };
  const readings = notingReadings(
    createHandlers({ ...base, ...footage, ...release, ...oversight, today, confirmClock, clock: clockCheck }),
    actAsPerson,
  );

  /** Also what is still being opened for the screen. A stretch is cut for whoever waits for it, so for nobody then. */
  const clearing = (why: string): Steps => ({
    screen: () => oneShowing.leave(),
    media: () => media.revokeAll(),
    stretches: () => jobs.stopAllOf('stretch'),
    viewings: () => viewings.endAll(actAs(theApplication, 'session.close'), why),
    comparisons: () => clipMasks.endAll(actAs(theApplication, 'session.close'), why),
  });
  const leave = async (why: string): Promise<void> => {
    const connections = {
      recorders: () => recorders.closeIdle(),
      portals: () => portalConnections.closeIdle(),
      simulated: () => simulated.closeIdle(),
    };
    await allOf({ ...clearing(why), ...connections, slices: () => slices.stop() });
  };

  return {
    person: () => person,
    showMedia: (request, grant) => (standing.mayShowFootage() ? media.fetch(request, grant) : null),
    inTheWay: standing.inTheWay,
    handlers: readings.handlers,
    act(name) {
      clockCheck.look();
      return actAsPerson(name);
    },
    idleLockMinutes: () => settings.read().idleLockMinutes,
    mustAcknowledge: () => code.unacknowledged(person),
    leave,
    isBusy: () => jobs.isAnyRunning(),
    whenIdle: () => jobs.whenIdle(),
    async handTo(next) {
      // What came onto the screen although it was locked is gone before anybody is before it.
      await tryEach(clearing('Somebody signed in anew.'), (name, error) => report(`takeover ${name}`, error));
      person = next;
      readings.forget();
      slices.start();
      takeover = atTakeover();
    },
    /** Whatever fails on the way, the vault is closed and its keys are wiped. */
    async close(why) {
      clearInterval(watch);
      try {
        await allOf({ leave: () => leave(why), takeover: () => takeover, jobs: () => jobs.stopAll() });
      } finally {
        vault.close();
      }
    },
  };
}
