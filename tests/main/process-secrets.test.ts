import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase, openViewing, quiet, smallExport, startRetrieval } from './officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// Arguments and environments of programs can be read by other programs of the same account while they run.

interface Seen {
  readonly programs: Set<string>;
  readonly texts: Set<string>;
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // it has ended
  }
};

/** A process and all that descend from it, by their numbers. */
function familyOf(pid: string): string[] {
  const threads = readdirOf(`/proc/${pid}/task`);
  const children = threads.flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(' '));
  return [pid, ...children.filter((child) => child !== '').flatMap(familyOf)];
}

const readdirOf = (path: string): string[] => {
  try {
    return readdirSync(path);
  } catch {
    return []; // it has ended
  }
};

function look({ programs, texts }: Seen): void {
  for (const pid of familyOf(String(process.pid))) {
    const line = read(`/proc/${pid}/cmdline`);
    if (pid !== String(process.pid)) programs.add((line.split('\0')[0] ?? '').split('/').at(-1) ?? '');
    texts.add(line);
    texts.add(read(`/proc/${pid}/environ`));
  }
}

describe.skipIf(process.platform !== 'linux')(
  'while footage is taken in, examined, watched and made into a still',
  () => {
    let work: string;
    let trial: TrialApp;
    const seen: Seen = { programs: new Set(), texts: new Set() };
    let secrets: string[];
    beforeAll(async () => {
      work = await mkdtemp(join(tmpdir(), 'process-secrets-'));
      await smallExport(join(work, 'EXPORT'));
      trial = await trialApp({ folder: join(work, 'data') });
      const { recoveryHalves } = await trial.setUp();
      secrets = [
        ...Object.values(accounts).flatMap(({ name, password }) => [name, password]),
        ...(['manager', 'officer'] as const).map((role) => trial.secretOf(role)),
        ...recoveryHalves.map(({ code }) => code),
        ...['ASB/2026/0417', 'Edward Street', 'NVR_ch', 'EXPORT/', 'Priya Shah'],
      ];
      const timer = setInterval(() => look(seen), 20);
      await trial.signIn('officer');
      await trial.ended((await startRetrieval(trial, await openCase(trial), join(work, 'EXPORT'))).jobId);
      await quiet(trial);
      const [shown] = (await trial.ok('recordings.list', {})).filter(({ playable }) => playable !== 'no');
      const { viewing } = await openViewing(trial, need(shown).id);
      await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
      clearInterval(timer);
    });
    afterAll(async () => {
      await trial.remove();
      await rm(work, { recursive: true, force: true });
    });

    test('the programs that read it were seen at their work', () => {
      expect([...seen.programs]).toEqual(expect.arrayContaining(['bwrap']));
      expect([...seen.texts].some((text) => text.includes('-protocol_whitelist'))).toBe(true);
    });

    test('any of them shows no secret, name or footage in its arguments or environment', () => {
      const found = secrets.filter((secret) => [...seen.texts].some((text) => text.includes(secret)));
      expect(found).toEqual([]);
    });

    test('what we are told is wrong holds none either', async () => {
      const { password } = accounts.manager;
      const failures = [
        await trial.refused('ledger.export', { recipient: 'A', reason: 'B', password }),
        await trial
          .refused('ledger.search', { about: `${password} ${password}` })
          .then((failure) => ({ ...failure, message: '' })),
        await trial.refused('cases.open', { reactRef: '', title: password }),
      ];
      expect(JSON.stringify(failures)).not.toContain(password);
    });
  },
);
