import { weakKdf } from '../../main/vault/vault-folder.ts';
import { accounts, type TrialApp, trialApp } from '../../main/trial-app.ts';
import { createVault, openSlot, replaceSlot } from '../../../src/main/vault/key-slots.ts';
import { wipe } from '../../../src/main/vault/keys.ts';
import { readVaultFile, writeVaultFile } from '../../../src/main/vault/vault-file.ts';
import { fillVault, type Scale, vaultFolderIn } from '../full-vault.ts';
import type { Row } from '../row.ts';

// BENCH_RECORDINGS (10,000) and BENCH_ENTRIES (1,000,000) say how full the vault is, BENCH_KEPT (500) how many recordings
// are not past their six weeks; BENCH_SIGN_INS (15) says how often each vault is opened.

const RECORDINGS = Number(process.env['BENCH_RECORDINGS'] ?? 10_000);
const SCALE: Scale = {
  recordings: RECORDINGS,
  kept: Math.min(RECORDINGS, Number(process.env['BENCH_KEPT'] ?? 500)),
  entries: Number(process.env['BENCH_ENTRIES'] ?? 1_000_000),
};
const SIGN_INS = Number(process.env['BENCH_SIGN_INS'] ?? 15);
const { username, password } = accounts.manager;
const account = { username, password };

/** The manager's slot, opened by deriving its key: what the password costs, and nothing else. */
async function argonMs(folder: string): Promise<number> {
  const { file } = await readVaultFile(vaultFolderIn(folder));
  const since = performance.now();
  const key = await openSlot(file, slotIdIn(file), password);
  const elapsed = performance.now() - since;
  if (key !== null) wipe(key);
  return elapsed;
}

const slotIdIn = (file: Awaited<ReturnType<typeof readVaultFile>>['file']): string => {
  const slot = file.slots.find(({ label }) => label === username);
  if (slot === undefined) throw new Error('the manager has no slot');
  return slot.slotId;
};

/** A vault as it is after set-up. Its password is made cheap, or what is subtracted would be most of what is measured. */
async function newVault(): Promise<TrialApp> {
  const trial = await trialApp();
  await trial.setUp();
  const folder = vaultFolderIn(trial.folder);
  const { file } = await readVaultFile(folder);
  const slotId = slotIdIn(file);
  const key = await openSlot(file, slotId, password);
  if (key === null) throw new Error('the vault of the bench does not open');
  await writeVaultFile(folder, await replaceSlot(file, key, { slotId, password, kdf: weakKdf }));
  wipe(key);
  return trial;
}

/** What the password costs in daily use, which everybody waits for as well. */
async function passwordMs(): Promise<number> {
  const { file, slotId } = await createVault({ label: username, password });
  const since = performance.now();
  const key = await openSlot(file, slotId, password);
  const elapsed = performance.now() - since;
  if (key !== null) wipe(key);
  return elapsed;
}

/** From the password to what is due today, and the signature list: milliseconds without the password's own cost. */
async function signInMs(trial: TrialApp): Promise<{ elapsed: number; due: number }> {
  const argon = await argonMs(trial.folder);
  const code = trial.code('manager');
  const since = performance.now();
  await trial.ok('session.signIn', { username, password, code });
  const { due } = await trial.ok('today.read', {});
  await trial.ok('approvals.list', {});
  const elapsed = performance.now() - since - argon;
  await trial.signOut();
  if (trial.bugs.length > 0) throw new Error('a sign-in of the bench met a bug', { cause: trial.bugs[0] });
  return { elapsed, due: due.length };
}

const count = (value: number): string => value.toLocaleString('en-GB');
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Signing in where a scheme has worked for years: the footage of most recordings was destroyed on its day. */
export const signIn = (): Promise<Row> => measureSignIn(SCALE);

/** The same where every recording is kept at once, which no scheme would do: what a recording that is kept costs. */
export const signInAllKept = (): Promise<Row> => measureSignIn({ ...SCALE, kept: RECORDINGS, entries: 0 });

/** Signing in to a full vault, against one in which there is nothing yet. */
async function measureSignIn(scale: Scale): Promise<Row> {
  const [full, empty] = [await newVault(), await newVault()];
  const passwordCostMs = await passwordMs();
  try {
    const since = performance.now();
    await fillVault({ vaultFolder: vaultFolderIn(full.folder), clock: full.clock, ...account }, scale);
    const filledIn = (performance.now() - since) / 1000;
    const [ours, peer]: [number[], number[]] = [[], []];
    let due = 0;
    for (let round = 0; round < SIGN_INS; round += 1) {
      const signedIn = await signInMs(full);
      due = signedIn.due;
      ours.push(signedIn.elapsed);
      peer.push((await signInMs(empty)).elapsed);
    }
    const ratio = median(peer) / median(ours);
    return {
      what: `sign-in to Today with ${count(scale.recordings)} recordings, ${count(scale.kept)} of them kept, and ${count(scale.entries)} ledger entries`,
      ours: `${median(ours).toFixed(0)} ms, the fastest ${Math.min(...ours).toFixed(0)} ms, ${due} things due`,
      peer: `an empty vault: ${median(peer).toFixed(0)} ms, the fastest ${Math.min(...peer).toFixed(0)} ms`,
      ...{ ratio, aim: 'within 1.5 times', reached: ratio >= 1 / 1.5 },
      note: `without Argon2, of which a person waits for ${passwordCostMs.toFixed(0)} ms more on both sides (with it: ${((median(ours) + passwordCostMs) / (median(peer) + passwordCostMs)).toFixed(2)} times the peer); medians of ${SIGN_INS} in turns; filled in ${filledIn.toFixed(0)} s; each kept file is looked for on the disk`,
    };
  } finally {
    await full.remove();
    await empty.remove();
  }
}
