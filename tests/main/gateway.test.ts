import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Act, createAct, createPowerlessAct } from '../../src/main/acts.ts';
import { type Database, openDatabase } from '../../src/main/database/database.ts';
import { migrations } from '../../src/main/database/migrations.ts';
import { createGateway, type Handler, type Handlers } from '../../src/main/gateway.ts';
import { createJobs } from '../../src/main/jobs.ts';
import { createLedger, type Ledger } from '../../src/main/ledger/ledger-service.ts';
import { createLog } from '../../src/main/platform/log.ts';
import type { CommandName, EventMessage, Topic } from '../../src/shared/contract.ts';
import { AppError, type Reply } from '../../src/shared/failure.ts';
import type { Role } from '../../src/shared/model.ts';
import { trialClock } from './trial-app.ts';

// The one way in and the one way to change anything, on a real encrypted register and a real ledger.

const alan = { id: 'a', name: 'Alan Sutcliffe', role: 'officer' } as const;
const secretText = 'ASB/2026/0417 /home/alan/secret.mp4';

describe('the core', () => {
  let folder: string;
  let database: Database;
  let ledger: Ledger;
  let changed: (readonly Topic[])[];
  const clock = trialClock('2026-10-06T09:00:00.000Z');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-'));
    database = openDatabase({ path: join(folder, 'registers.db'), key: new Uint8Array(32).fill(7), migrations });
    ledger = createLedger({ db: database.connection, clock });
    changed = [];
  });
  afterEach(async () => {
    database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const actNamed = (name: string): Act =>
    createAct({ database, append: ledger.append, clock, onChange: (topics) => void changed.push(topics) }, alan, name);
  const setting = (): string | null =>
    database.row(z.object({ value: z.string() }), `SELECT value FROM settings WHERE name = 'x'`)?.value ?? null;
  const writeSetting = (tx: Parameters<Parameters<Act['change']>[1]>[0], value: string): void =>
    void tx.run(`INSERT INTO settings (name, value) VALUES ('x', ?)`, value);

  describe('an act', () => {
    test('commits a change together with its entry and tells what it was about', () => {
      const act = actNamed('settings.change');
      const { seq } = act.change(['settings'], (tx) => {
        writeSetting(tx, '1');
        return tx.enter('settings', { x: 1 });
      });
      expect([seq, setting(), act.count.commits]).toEqual([0, '1', 1]);
      expect(changed).toEqual([['settings']]);
      expect(ledger.search({ limit: 1 })[0]).toMatchObject({ action: 'settings.change', actorName: 'Alan Sutcliffe' });
    });

    test('rolls back a change without an entry, tells nobody, and is a bug', () => {
      const act = actNamed('settings.change');
      expect(() => act.change(['settings'], (tx) => writeSetting(tx, '1'))).toThrow(/without a ledger entry/u);
      expect([setting(), act.count.commits, ledger.head().size, changed]).toEqual([null, 0, 0, []]);
    });

    test('rolls back the entry with the change that failed after it', () => {
      const act = actNamed('settings.change');
      const failing = (): void =>
        act.change(['settings'], (tx) => {
          tx.enter('settings', {});
          writeSetting(tx, '1');
          throw new AppError('conflict', 'No.');
        });
      expect(failing).toThrow('No.');
      expect([setting(), act.count.commits, ledger.head().size, changed]).toEqual([null, 0, 0, []]);
      act.change([], (tx) => tx.enter('settings', {}));
      expect(ledger.head().size).toBe(1);
    });

    test('counts what its parts commit, each under its own name', () => {
      const act = actNamed('retrievals.start');
      act.as('retrievals.defineMaster').change([], (tx) => tx.enter('recording REC-1', {}));
      expect(act.count.commits).toBe(1);
      expect(ledger.search({ limit: 1 })[0]?.action).toBe('retrievals.defineMaster');
    });

    test('of nobody can change nothing', () => {
      const act = createPowerlessAct(clock, 'setup.begin');
      expect(() => act.change([], (tx) => tx.enter('x', {}))).toThrow(/before sign-in/u);
      expect(() => act.as('other').change([], (tx) => tx.enter('x', {}))).toThrow(/before sign-in/u);
    });
  });

  describe('the gateway', () => {
    let reports: { name: string; error: unknown }[];
    let acts: Act[];

    const gatewayTo = <N extends CommandName>(
      name: N,
      handler: (input: unknown, act: Act) => unknown,
      caller: Role | 'nobody' = 'officer',
    ): ((name: string, input: unknown) => Promise<Reply>) => {
      const log = createLog(join(folder, 'log'));
      reports = [];
      acts = [];
      const handlers: Partial<Handlers> = { [name]: handler };
      return createGateway({
        caller: () => caller,
        inTheWay: () => null,
        resolve: <M extends CommandName>(asked: M) => {
          const found: Handler<M> | undefined = handlers[asked];
          const act = actNamed(asked);
          acts.push(act);
          return found === undefined ? null : { handler: found, act };
        },
        report(named, error) {
          reports.push({ name: named, error });
          return log.bug(named, error);
        },
      });
    };

    const expectBug = (reply: Reply): void => {
      expect(reply).toMatchObject({ ok: false, failure: { code: 'unexpected' } });
      if (reply.ok) return;
      const { reference = '', message } = reply.failure;
      expect(reference).toMatch(/^[0-9A-F]{8}$/u);
      expect(message).toBe('Something went wrong in the application. Nothing half done was kept.');
      expect(reports).toHaveLength(1);
      const log = readFileSync(join(folder, 'log', 'application.log'), 'utf8');
      expect(log).toContain(reference);
      for (const told of [JSON.stringify(reply), log]) {
        expect(told).not.toContain('ASB/2026/0417');
        expect(told).not.toContain('secret.mp4');
      }
    };

    test('answers what the handler gives, cut down to what the contract names', async () => {
      const invoke = gatewayTo('people.list', () => []);
      expect(await invoke('people.list', {})).toEqual({ ok: true, value: [] });
      const withMore = gatewayTo('drives.list', () => [
        { id: 'd', name: 'D', media: 'none', capacityBytes: null, secret: secretText },
      ]);
      expect(JSON.stringify(await withMore('drives.list', {}))).not.toContain('secret');
    });

    test('makes a bug of an answer that breaks the contract, and leaks nothing of it', async () => {
      const invoke = gatewayTo('people.list', () => [{ id: secretText }]);
      expectBug(await invoke('people.list', {}));
    });

    test('makes a bug of whatever a handler throws that is not an expected failure', async () => {
      const odd = Object.assign(new Error(secretText), { code: 'forbidden', clause: '4.6' });
      for (const thrown of [
        new Error(secretText),
        new TypeError(secretText),
        odd,
        new AggregateError([odd], secretText),
      ]) {
        const invoke = gatewayTo('people.list', () => {
          throw thrown;
        });
        expectBug(await invoke('people.list', {}));
      }
    });

    test('passes on an expected failure with its clause, and without its cause', async () => {
      const invoke = gatewayTo('people.list', () => {
        throw new AppError('clause', 'Not now.', { clause: '4.6', cause: new Error(secretText) });
      });
      const reply = await invoke('people.list', {});
      expect(reply).toEqual({ ok: false, failure: { code: 'clause', message: 'Not now.', clause: '4.6' } });
      expect(reports).toEqual([]);
    });

    test('makes a bug of a command that only reads, yet changed something', async () => {
      const invoke = gatewayTo('people.list', (_input, act) => {
        act.change([], (tx) => tx.enter('people', {}));
        return [];
      });
      expectBug(await invoke('people.list', {}));
      expect(String(reports[0]?.error)).toContain('only reads');
    });

    test('makes a bug of a command that promised an entry and left none', async () => {
      const invoke = gatewayTo('cases.open', () => ({}));
      expectBug(await invoke('cases.open', { reactRef: 'ASB/2026/0417', title: 'x' }));
      expect(String(reports[0]?.error)).toContain('left no ledger entry');
    });

    test('reaches no handler for the wrong role, a wrong input or a name that does not exist', async () => {
      let reached = 0;
      const handler = (): null => {
        reached += 1;
        return null;
      };
      for (const caller of ['nobody', 'officer'] as const)
        expect((await gatewayTo('stills.decide', handler, caller)('stills.decide', {})).ok).toBe(false);
      expect((await gatewayTo('cases.open', handler)('cases.open', { reactRef: 'A' })).ok).toBe(false);
      expect((await gatewayTo('cases.open', handler)('toString', {})).ok).toBe(false);
      expect([reached, acts]).toEqual([0, []]);
    });

    test('hands the handler the input as the contract cleaned it', async () => {
      const seen: unknown[] = [];
      const invoke = gatewayTo('ledger.checkCode', (input, act) => {
        seen.push(input);
        act.change([], (tx) => tx.enter('ledger', {}));
        return { verdict: 'matches', size: 0, message: 'x' };
      });
      await invoke('ledger.checkCode', { code: '  1234-AAAA-BBBB-CCCC  ' });
      expect(seen).toEqual([{ code: '1234-AAAA-BBBB-CCCC' }]);
    });
  });

  describe('a job', () => {
    const events: EventMessage[] = [];
    const request = { kind: 'verification', title: 'Check', subjectId: 'x' } as const;
    const make = () => {
      const reports: unknown[] = [];
      const jobs = createJobs({
        now: clock.now,
        db: database,
        announce: (event) => void events.push(event),
        report: (_name, error) => `REF${reports.push(error)}`,
      });
      const act = actNamed('jobs.test');
      const id = act.change(['jobs'], (tx) => {
        tx.enter('job', {});
        return jobs.create(tx, request, clock.now());
      });
      return { jobs, act, id, reports };
    };

    test('that throws a bug is told with a reference, never with its message', async () => {
      const { jobs, act, id, reports } = make();
      await jobs.start(id, request, act, async () => {
        throw new Error(secretText);
      });
      expect(jobs.list()[0]).toMatchObject({
        state: 'failed',
        failure: 'Something went wrong in the application (reference REF1).',
      });
      expect(reports).toHaveLength(1);
    });

    test('that is stopped is cancelled when it heeds the signal; what breaks then is told as a failure', async () => {
      const stopped = async (thrown: Error): Promise<unknown> => {
        const { jobs, act, id } = make();
        const ended = jobs.start(
          id,
          request,
          act,
          ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(thrown))),
        );
        jobs.cancel(id, act);
        await ended;
        expect(ledger.search({ limit: 1 })[0]?.action).toBe('jobs.end');
        expect(() => jobs.cancel(id, act)).toThrow(expect.objectContaining({ code: 'conflict' }));
        return jobs.list().find((job) => job.id === id);
      };
      expect(await stopped(new AppError('cancelled', 'It was stopped.'))).toMatchObject({
        state: 'cancelled',
        failure: null,
      });
      expect(await stopped(new Error('the disk broke'))).toMatchObject({ state: 'failed' });
    });

    test('whose end cannot be written is reported and stops nothing else', async () => {
      const { jobs, act, id, reports } = make();
      await jobs.start(id, request, act, async () => {
        database.connection.exec('DROP TABLE jobs');
      });
      expect(reports.length).toBeGreaterThan(0);
      await expect(jobs.stopAll()).resolves.toBeUndefined();
    });
  });

  test('the log keeps no message of an error, and no path', () => {
    const log = createLog(join(folder, 'log'));
    log.bug('x', Object.assign(new Error(secretText), { code: 'SQLITE_BUSY' }));
    const path = join(folder, 'log', 'application.log');
    expect(existsSync(path)).toBe(true);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('SQLITE_BUSY');
    expect(text).not.toContain('0417');
    expect(text).not.toContain(import.meta.dirname);
  });
});
