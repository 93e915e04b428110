import { hash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Act, Transaction } from '../../src/main/acts.ts';
import { insertCase, insertIncident } from '../../src/main/cases/case-store.ts';
import { nextNumber } from '../../src/main/database/counter-store.ts';
import { type OpenVault, openVault } from '../../src/main/open-vault.ts';
import type { Clock } from '../../src/main/platform/clock.ts';
import { newId } from '../../src/main/platform/ids.ts';
import type { MediaFacts } from '../../src/main/recordings/media-facts.ts';
import { insertRecording, saveExamination } from '../../src/main/recordings/recording-store.ts';
import { insertDisposal } from '../../src/main/retention/disposal-store.ts';
import { endRetrieval, insertRetrieval } from '../../src/main/retrievals/retrieval-store.ts';
import { insertFile, settleFile } from '../../src/main/retrievals/retrieved-file-store.ts';
import { insertStick } from '../../src/main/retrievals/stick-store.ts';
import { addDays } from '../../src/main/time.ts';
import { openSlot } from '../../src/main/vault/key-slots.ts';
import { forgetObjectKey, insertObject } from '../../src/main/vault/object-store.ts';
import { readVaultFile } from '../../src/main/vault/vault-file.ts';
import { objectPath } from '../../src/main/vault/vault-files.ts';
import type {
  CaseId,
  DisposalId,
  DocumentId,
  IncidentId,
  ObjectId,
  RecordingId,
  RetrievalId,
  StickId,
} from '../../src/shared/model.ts';

/** What a vault of a scheme that has worked for a while holds. */
export interface Scale {
  readonly recordings: number;
  /** The youngest of them; the footage of all others was destroyed on its day. */
  readonly kept: number;
  readonly entries: number;
}

export interface Account {
  readonly vaultFolder: string;
  readonly clock: Clock;
  readonly username: string;
  readonly password: string;
}

const RECORDINGS_PER_CASE = 4;
const BATCH = 1000;
const system = { id: 'system', name: 'The application', role: 'system' } as const;

/** Opens the vault behind the application's back, as a person's password does. */
async function openBehind({ vaultFolder, clock, username, password }: Account): Promise<OpenVault> {
  const { file } = await readVaultFile(vaultFolder);
  const slot = file.slots.find(({ label }) => label === username);
  const vaultKey = slot === undefined ? null : await openSlot(file, slot.slotId, password);
  if (vaultKey === null) throw new Error('the vault of the bench does not open');
  return openVault({ folder: vaultFolder, vaultKey, clock, onChange: () => undefined });
}

/** Fills a vault through its own stores and its own ledger: every row is one the application would have written. */
export async function fillVault(account: Account, { recordings, kept, entries }: Scale): Promise<void> {
  const vault = await openBehind(account);
  const act = vault.act(system, 'bench.fill');
  const stickId = newId<StickId>();
  const registered = { number: 'S-01', serial: 'A1', encrypted: true, registeredAt: act.now(), registeredBy: 'Bench' };
  act.change([], (tx) => {
    insertStick(tx, { id: stickId, ...registered });
    tx.enter('stick S-01', { stickId });
  });
  for (let done = 0; done < recordings; done += BATCH) {
    const masters = act.change([], (tx) => {
      const made: ObjectId[] = [];
      for (let next = done; next < Math.min(done + BATCH, recordings); next += RECORDINGS_PER_CASE)
        made.push(...insertOneCase({ tx, act, vault, stickId, isKept: next >= recordings - kept }, next));
      tx.enter('recordings', { kept: made.length });
      return made;
    });
    // What lies in them is nobody's concern at sign-in; that they are there is.
    for (const id of masters) await putFile(objectPath(account.vaultFolder, id));
  }
  fillLedger(vault, entries);
  vault.close();
}

async function putFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, '');
}

interface Filling {
  readonly tx: Transaction;
  readonly act: Act;
  readonly vault: OpenVault;
  readonly stickId: StickId;
  readonly isKept: boolean;
}

/**
 * A case with one incident, one complete retrieval and some examined recordings. The deadlines of what is kept lie
 * within six weeks from today. Returns the masters that are on the disk.
 */
function insertOneCase(filling: Filling, first: number): ObjectId[] {
  const { tx, act, stickId, isKept } = filling;
  const [caseId, incidentId, retrievalId] = [newId<CaseId>(), newId<IncidentId>(), newId<RetrievalId>()];
  const [at, place, officer] = [act.now(), 'Brinnington, block 7', 'Alan Sutcliffe'];
  const today = at.slice(0, 10);
  const from = `${addDays(today, isKept ? -41 + (first % 41) : -50 - (first % 1000))}T21:00:00`;
  const to = `${from.slice(0, 11)}22:00:00`;
  insertCase(tx, { id: caseId, reactRef: `R-${first}`, title: 'Damage to doors', openedAt: at, openedBy: officer });
  insertIncident(tx, {
    ...{ id: incidentId, caseId, system: 'ic-pod', place, description: 'The door was kicked in.' },
    ...{ occurredAt: from, reportedAt: at, overwriteOn: addDays(today, 10) },
  });
  insertRetrieval(tx, {
    ...{ id: retrievalId, number: nextNumber(tx, 'retrieval'), caseId, incidentId, stickId, place, officer },
    ...{
      siteId: null,
      portalId: null,
      device: null,
      portal: null,
      sourceIdentity: 'as registered',
      folderName: 'export',
      kitSerial: 'KIT-7',
      reason: 'Incident',
    },
    ...{ periodFrom: from, periodTo: to, systemTime: to, referenceTime: to, offsetSeconds: 0, startedAt: at },
    ...{ referenceSource: 'radio-clock', timeSeenBy: officer, coverage: [] },
  });
  const masters = Array.from({ length: RECORDINGS_PER_CASE }, (_, position) =>
    insertOneRecording(filling, { caseId, retrievalId, position, from, to }),
  );
  endRetrieval(tx, retrievalId, { state: 'complete', at, receiptId: null });
  return isKept ? masters : [];
}

interface Place {
  readonly caseId: CaseId;
  readonly retrievalId: RetrievalId;
  readonly position: number;
  readonly from: string;
  readonly to: string;
}

function insertOneRecording(
  { tx, act, vault, isKept }: Filling,
  { caseId, retrievalId, position, from, to }: Place,
): ObjectId {
  const [id, fileId, masterId] = [newId<RecordingId>(), newId<string>(), newId<ObjectId>()];
  const sizeBytes = 450_000_000;
  insertFile(tx, {
    ...{
      id: fileId,
      retrievalId,
      position,
      statedBytes: null,
      sizeBytes,
      path: `channel-${position}.mp4`,
      pathBytes: null,
    },
    ...{ format: 'mp4', role: 'footage', channel: `${position}`, timeClaims: '[]', outcome: 'waiting', reason: null },
  });
  insertObject(tx, {
    ...{ id: masterId, kind: 'master', sealedAt: act.now(), sha256: hash('sha256', masterId, 'hex') },
    ...{ plaintextBytes: sizeBytes, sealedBytes: sizeBytes + 4096, ...vault.keys.wrap(randomBytes(32), masterId) },
  });
  settleFile(tx, fileId, { outcome: 'master', objectId: masterId, reason: null });
  insertRecording(tx, {
    ...{ id, number: nextNumber(tx, 'recording'), fileId, retrievalId, caseId, masterId, definedAt: act.now() },
    ...{ recordedFrom: from, recordedTo: to, retentionDeadline: addDays(from.slice(0, 10), 42) },
  });
  const record = JSON.stringify({ state: 'not-needed' });
  saveExamination(tx, id, {
    ...{ facts: JSON.stringify(facts), derivativeId: null, derivativeRecord: record },
    ...{ playable: 'master', hasAudio: false, at: act.now() },
  });
  if (!isKept) dispose(tx, { id, masterId, at: act.now() });
  return masterId;
}

function dispose(tx: Transaction, { id, masterId, at }: { id: RecordingId; masterId: ObjectId; at: string }): void {
  forgetObjectKey(tx, masterId, at);
  insertDisposal(tx, {
    ...{ id: newId<DisposalId>(), number: nextNumber(tx, 'disposal'), recordingId: id, objects: [masterId] },
    ...{
      deadline: at.slice(0, 10),
      disposedAt: at,
      reason: 'six weeks have passed',
      doneById: 'system',
      doneBy: 'The application',
      certificateId: newId<DocumentId>(),
    },
  });
}

/** An hour of a recorder that skips a picture now and then: about as many steps as real recorders leave. */
const facts: MediaFacts = {
  ...{ playable: true, container: 'mp4', videoCodec: 'h264', profile: 'High', pixelFormat: 'yuv420p' },
  ...{ width: 1920, height: 1080, pixelAspect: '1:1', colour: { range: 'tv', matrix: 'bt709' }, frameCount: 90_000 },
  ...{ durationMs: 3_600_000, claimedFps: 25, measuredFps: 25, variableFrameRate: true, hasBFrames: false },
  ...{ audioTracks: [], otherTrackCount: 0, startTimeMs: 0, streamTimeClaim: null, warnings: [] },
  ...{ frameDigest: hash('sha256', 'frames', 'hex') },
  frames: {
    ...{ timescale: 90_000, firstTick: 0, frameCount: 90_000 },
    steps: Array.from({ length: 200 }, (_, step) => [step % 2 === 0 ? 3600 : 7200, step % 2 === 0 ? 898 : 1] as const),
  },
};

function fillLedger({ database, ledger }: OpenVault, entries: number): void {
  for (let size = ledger.head().size; size < entries; size = ledger.head().size) {
    database.transaction(() => {
      for (let index = size; index < Math.min(size + BATCH, entries); index += 1)
        ledger.append({
          actor: system,
          action: 'viewings.watched',
          subject: `viewing ${index % 999}`,
          details: { index },
        });
    });
  }
}

/** Where the application keeps its vault inside its data folder. */
export const vaultFolderIn = (dataFolder: string): string => join(dataFolder, 'vault');
