import { accounts, type TrialApp, trialApp } from '../../main/trial-app.ts';
import { type CommandName, commands } from '../../../src/shared/contract.ts';
import type { Command } from '../../../src/shared/contract/command.ts';
import { fillVault, type Scale, vaultFolderIn } from '../full-vault.ts';
import type { Row } from '../row.ts';

// BENCH_RECORDINGS (10,000) and BENCH_ENTRIES (1,000,000) say how full the vault is.

const SCALE: Scale = {
  recordings: Number(process.env['BENCH_RECORDINGS'] ?? 10_000),
  kept: 500,
  entries: Number(process.env['BENCH_ENTRIES'] ?? 1_000_000),
};
const aim = 'each under 200 ms';
const LIMIT_MS = 200;
const SHOWN = 8;
const TIMES = 3;
const count = (value: number): string => value.toLocaleString('en-GB');

/** What opens a case or a recording on the screen, and leaves its entry. */
const opening = ['cases.read', 'recordings.read', 'cases.closingReview'] as const satisfies readonly CommandName[];
interface Asked {
  readonly name: CommandName;
  readonly input: object;
}

/** Every command that only reads and that nothing, a case, a recording, a retrieval or an audit answers. */
function readingFor(role: 'officer' | 'manager', ids: Readonly<Record<string, string>>): Asked[] {
  const inputs = [{}, ...Object.entries(ids).map(([name, id]) => ({ [name]: id }))];
  return (Object.keys(commands) as CommandName[]).flatMap((name) => {
    const command: Command = commands[name];
    const isOpening = opening.some((each) => each === name);
    if (!command.who.includes(role) || (command.enters && !isOpening)) return [];
    return inputs.filter((input) => command.input.safeParse(input).success).map((input) => ({ name, input }));
  });
}

/** What an officer writes down every day. */
const writing = (caseId: string): readonly Asked[] => [
  { name: 'cases.open', input: { reactRef: 'R-BENCH', title: 'Noise at night' } },
  {
    name: 'cases.reportIncident',
    input: {
      ...{ caseId, system: 'ic-pod', occurredAt: '2026-10-05T21:00:00' },
      ...{ place: 'Brinnington, block 7', description: 'The door was kicked in.' },
    },
  },
  {
    name: 'breaches.report',
    input: {
      ...{ kind: 'complaint', happenedOn: '2026-10-05', awareAt: '2026-10-06T09:00:00', personalData: false },
      ...{ description: 'A neighbour complains of the camera.', complainant: 'A neighbour' },
    },
  },
];

async function slowestOf(trial: TrialApp, asked: readonly Asked[], times: number): Promise<[string, number][]> {
  const slowest: [string, number][] = [];
  for (const { name, input } of asked) {
    let worst = 0;
    for (let time = 0; time < times; time += 1) {
      const since = performance.now();
      const reply = await trial.app.invoke(name, input);
      worst = Math.max(worst, performance.now() - since);
      if (!reply.ok && reply.failure.code === 'unexpected') throw new Error(`${name}: ${reply.failure.message}`);
      if (!reply.ok && times < TIMES) throw new Error(`${name}: ${reply.failure.message}`);
    }
    slowest.push([`${name}(${Object.keys(input).join(', ')})`, worst]);
  }
  return slowest;
}

/** What a screen asks of the core in a full vault: every reading command, opening what is read, and daily entries. */
export async function interactions(): Promise<Row> {
  const trial = await trialApp();
  try {
    await trial.setUp();
    const { username, password } = accounts.manager;
    await fillVault({ vaultFolder: vaultFolderIn(trial.folder), clock: trial.clock, username, password }, SCALE);
    const measured: [string, number][] = [];
    for (const role of ['officer', 'manager'] as const) {
      await trial.signIn(role);
      const [recording] = await trial.ok('recordings.list', {});
      if (recording === undefined) throw new Error('the vault of the bench is empty');
      const { id: recordingId, caseId } = recording;
      const [retrieval] = await trial.ok('retrievals.list', { caseId });
      const ids = { recordingId, caseId, retrievalId: retrieval?.id ?? '' };
      measured.push(...(await slowestOf(trial, readingFor(role, ids), TIMES)));
      if (role === 'officer') measured.push(...(await slowestOf(trial, writing(caseId), 1)));
      await trial.signOut();
    }
    const slowest = measured.toSorted(([, one], [, other]) => other - one);
    const worst = slowest[0]?.[1] ?? NaN;
    return {
      what: `${measured.length} requests of the screens with ${count(SCALE.recordings)} recordings and ${count(SCALE.entries)} ledger entries`,
      ours: slowest
        .slice(0, SHOWN)
        .map(([name, elapsedMs]) => `${name} ${elapsedMs.toFixed(0)} ms`)
        .join(', '),
      ...{ peer: '–', ratio: null, aim, reached: worst < LIMIT_MS },
      note: `the slowest of ${TIMES} each, the first after the sign-in included; ${measured.filter(([, elapsedMs]) => elapsedMs >= LIMIT_MS).length} at or over ${LIMIT_MS} ms`,
    };
  } finally {
    await trial.remove();
  }
}
