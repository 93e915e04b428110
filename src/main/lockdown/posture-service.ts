import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { Laptop } from '../platform/laptop.ts';
import { type MediaTools, toolFingerprints } from '../platform/media-tools.ts';
import { instantText } from '../time.ts';
import { failing, type Fingerprint, isChanged, judge, type PostureFacts } from './posture.ts';
import { accept, type Accepted, listAccepted } from './posture-store.ts';

export interface PosturePorts {
  readonly db: ReadDb;
  readonly laptop: Laptop;
  readonly vaultFolder: string;
  readonly programFingerprint: () => Promise<string>;
  readonly findTools: () => Promise<MediaTools>;
  readonly freeBytes: (folder: string) => Promise<number>;
  readonly clockQuestions: () => readonly string[];
  /** Interfaces that are meant to be there: the named VPN. */
  readonly expectedInterfaces: () => readonly string[];
  /** Days since the last backup that was read back; undefined while no part of the application makes any. */
  readonly backupDays: () => number | null;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

type Posture = Output<'posture.read'>;

const DISK = 'disk';
const PROGRAM = 'program';
const toolSubject = (name: string): string => `tool ${name}`;

/** What state the laptop is in, who accepted what of it, and the refusal to read footage with a program nobody knows. */
export function createPostureService(ports: PosturePorts) {
  const { db, laptop, vaultFolder, stepUp } = ports;
  let last: { readonly facts: PostureFacts; readonly checkedAt: string } | null = null;

  const print = (accepted: Map<string, Accepted>, subject: string, name: string, found: string): Fingerprint => ({
    name,
    found,
    accepted: accepted.get(subject)?.value ?? null,
  });
  const toolPrints = async (): Promise<Fingerprint[]> => {
    const found = await toolFingerprints(await ports.findTools());
    const accepted = listAccepted(db);
    return found.map(({ name, sha256 }) => print(accepted, toolSubject(name), name, sha256));
  };

  const gather = async (): Promise<PostureFacts> => {
    const [disk, waysOut, tools, program, freeBytes] = await Promise.all([
      laptop.diskEncryption(vaultFolder),
      laptop.waysOut(),
      toolPrints().catch((error: unknown) => {
        if (error instanceof AppError) return null; // not installed
        throw error;
      }),
      ports.programFingerprint(),
      ports.freeBytes(vaultFolder),
    ]);
    const accepted = listAccepted(db);
    const risk = accepted.get(DISK);
    return {
      disk,
      waysOut,
      tools,
      freeBytes,
      program: print(accepted, PROGRAM, 'the application', program),
      expectedInterfaces: ports.expectedInterfaces(),
      clockQuestions: ports.clockQuestions(),
      backupDays: ports.backupDays(),
      diskAccepted: risk === undefined ? null : `${risk.acceptedBy} on ${instantText(risk.acceptedAt)}: ${risk.reason}`,
    };
  };

  const subjectsOf = ({ tools, program }: PostureFacts): (Fingerprint & { readonly subject: string })[] => [
    ...(tools ?? []).map((each) => ({ ...each, subject: toolSubject(each.name) })),
    { ...program, subject: PROGRAM },
  ];

  /** What is found first is accepted, and said to have been: later it can only be found to be another. */
  const keepFirst = (facts: PostureFacts, act: Act): void => {
    const first = subjectsOf(facts).filter(({ accepted }) => accepted === null);
    if (first.length === 0) return;
    act.as('posture.firstSeen').change([], (tx) => {
      const row = { acceptedAt: act.now(), acceptedBy: act.actor.name, reason: 'found first' };
      for (const { subject, found } of first) accept(tx, { ...row, subject, value: found });
      tx.enter('laptop', Object.fromEntries(first.map(({ subject, found }) => [subject, found])));
    });
  };

  /** As it was found last; of the clock as it is now, since a person has answered meanwhile. */
  const read = (): Posture =>
    last === null
      ? { checks: [], checkedAt: null }
      : { checks: judge({ ...last.facts, clockQuestions: ports.clockQuestions() }), checkedAt: last.checkedAt };

  const look = async (act: Act, entersGood: boolean): Promise<Posture> => {
    const facts = await gather();
    keepFirst(facts, act);
    last = { facts, checkedAt: act.now() };
    const wrong = failing(judge(facts));
    if (wrong.length > 0 || entersGood)
      act.change(['posture'], (tx) =>
        tx.enter('laptop', {
          found: wrong.map(({ id, state, finding, blocks }) => ({ check: id, state, finding, blocks })),
        }),
      );
    return read();
  };

  return {
    read,

    /** At a sign-in: what fails is entered. */
    atSignIn: (act: Act): Promise<Posture> => look(act, false),
    check: (act: Act): Promise<Posture> => look(act, true),

    /** @throws AppError('unavailable') when a program that reads footage is another than was accepted. */
    async requireTools(): Promise<void> {
      const changed = (await toolPrints()).filter(isChanged);
      if (changed.length > 0)
        throw new AppError(
          'unavailable',
          `The program that reads footage (${changed.map(({ name }) => name).join(', ')}) is not the one that was accepted for this laptop. Nothing is opened with it until the manager has accepted it (Settings, About this laptop).`,
        );
    },

    /** Enters what the manager takes on, with reasons, and looks again. */
    async accept({ check, reason, password }: Parsed<'posture.accept'>, act: Act): Promise<Posture> {
      await stepUp(act, password);
      const facts = await gather();
      const isOffered = judge(facts).some(({ id, mayAccept }) => id === check && mayAccept);
      if (!isOffered) throw new AppError('conflict', 'There is nothing to accept here any more. Look at it again.');
      const wanted =
        check === 'disk'
          ? [{ subject: DISK, found: facts.disk, accepted: null }]
          : subjectsOf(facts).filter((each) => isChanged(each) && (each.subject === PROGRAM) === (check === 'program'));
      act.change(['posture'], (tx) => {
        const row = { acceptedAt: act.now(), acceptedBy: act.actor.name, reason };
        for (const { subject, found } of wanted) accept(tx, { ...row, subject, value: found });
        tx.enter('laptop', {
          reason,
          accepted: wanted.map(({ subject, found, accepted }) => ({ subject, from: accepted, to: found })),
        });
      });
      return look(act.as('posture.check'), true);
    },
  };
}

export type PostureService = ReturnType<typeof createPostureService>;
