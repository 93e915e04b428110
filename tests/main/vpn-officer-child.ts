import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Failure } from '../../src/shared/failure.ts';
import { openCase } from './officer-steps.ts';
import { registerSite, searchRecorder, siteAt, startFrom } from './recorder-steps.ts';
import { trialApp } from './trial-app.ts';

// The laptop's end of the tunnel: the real application, in a network namespace of its own. Says what happens as lines
// of JSON; a line on its standard input lets it go on.

/** One line each, in this order. */
export interface OfficerSays {
  readonly way: { readonly way: string; readonly files: number };
  readonly end: {
    readonly job: string;
    readonly state: string;
    readonly ledger: boolean;
    readonly bugs: readonly string[];
    readonly files: readonly { readonly sha256: string | null; readonly outcome: string }[];
  };
  readonly refused: { readonly refused: Failure };
}

const [address = '', port = ''] = process.argv.slice(2);
const say = (what: unknown): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
const lines = createInterface({ input: process.stdin });

const trial = await trialApp();
try {
  await trial.setUp();
  const siteId = await registerSite(trial, siteAt(Number(port), { address, vpnInterface: 'wg0' }));
  const opened = await openCase(trial);
  const found = await searchRecorder(trial, siteId);
  say({ way: found.connection.way, files: found.survey.files.length });
  let said = false;
  trial.app.subscribe((event) => {
    if (said || event.name !== 'job.progress' || event.data.done < 500_000) return;
    said = true;
    say({ downloaded: event.data.done });
  });
  const { jobId, retrievalId } = await startFrom(trial, opened, found);
  const job = await trial.ended(jobId);
  const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId });
  const ledger = await trial.ok('ledger.verify', {});
  say({
    job: job.state,
    failure: job.failure,
    state: retrieval.state,
    files,
    ledger: ledger.ok,
    bugs: trial.bugs.map(String),
  });
  await once(lines, 'line');
  say({ refused: await trial.refused('retrievals.connect', { siteId }) });
} finally {
  lines.close();
  await trial.remove();
}
