import { AppError } from '../../shared/failure.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import { identifyTool, type ToolIdentity } from '../platform/media-tools.ts';
import { derivativeCommand } from './derivative-command.ts';
import {
  type Comparison,
  type ComparisonFault,
  comparePictures,
  comparisonFault,
  type DerivativeReason,
  type DerivativeRoute,
  decideRoute,
} from './derivative-route.ts';
import { listFrames } from './frame-list.ts';
import type { FrameTimes } from './frame-times.ts';
import type { MediaFacts } from './media-facts.ts';
import { type MediaPorts, pipeFootage, scratchBytes } from './piped-footage.ts';
import type { SealedCopy } from '../vault/sealing.ts';
import { sealMp4, type SealSink } from './sealed-mp4.ts';

export interface DerivativeRequest<T> {
  readonly source: ByteSource;
  readonly facts: MediaFacts;
  /** The master's reference, as in "derivative of AS/1". */
  readonly reference: string;
  readonly sink: SealSink<T>;
}

/** A way that was tried and led nowhere, kept for the record. */
export interface FailedAttempt {
  readonly route: DerivativeRoute;
  readonly fault: ComparisonFault | 'tool-failed';
  readonly comparison: Comparison | null;
}

/** A proved playing copy, and everything needed to make and check it again. */
export interface Derivative<T> {
  readonly sealed: T;
  readonly route: DerivativeRoute;
  readonly reasons: readonly DerivativeReason[];
  readonly comparison: Comparison;
  readonly frameCount: number;
  readonly frames: FrameTimes;
  readonly tools: readonly ToolIdentity[];
  readonly commandLines: readonly string[];
  readonly failedAttempts: readonly FailedAttempt[];
}

export type DerivativeOutcome<T> =
  | { readonly needed: false }
  | { readonly needed: true; readonly derivative: Derivative<T> };

/**
 * Makes a copy that Chromium and Firefox play and seek in, without sound, when the master itself cannot be played.
 * The first way whose copy, decoded again from its seal, is proved against the master is kept; all others leave nothing.
 * @throws AppError 'unavailable' when no way leads to a proved copy, 'cancelled', 'invalid-input', 'integrity'.
 */
export async function makeDerivative<T>(
  request: DerivativeRequest<T>,
  ports: MediaPorts,
  signal: AbortSignal,
): Promise<DerivativeOutcome<T>> {
  const decision = decideRoute(request.facts, hasRoomToTime(request.source, ports));
  if (!decision.needed) return { needed: false };
  const failedAttempts: FailedAttempt[] = [];
  for (const route of decision.routes) {
    const attempt = await attemptRoute(route, request, ports, signal);
    if ('derivative' in attempt) {
      const { derivative } = attempt;
      return { needed: true, derivative: { ...derivative, reasons: decision.reasons, failedAttempts } };
    }
    failedAttempts.push(attempt);
  }
  throw noCopy(failedAttempts);
}

/** mkvmerge reads and writes files: both lie in the sandbox's memory, which only Linux has. */
function hasRoomToTime({ sizeBytes }: ByteSource, ports: MediaPorts): boolean {
  const { mkvmerge, site } = ports.tools;
  return mkvmerge !== null && site.platform === 'linux' && 2 * sizeBytes <= scratchBytes(ports);
}

type Proved<T> = Omit<Derivative<T>, 'reasons' | 'failedAttempts'>;

async function attemptRoute<T>(
  route: DerivativeRoute,
  request: DerivativeRequest<T>,
  ports: MediaPorts,
  signal: AbortSignal,
): Promise<{ readonly derivative: Proved<T> } | FailedAttempt> {
  const { facts, source } = request;
  const footage = await pipeFootage(source, ports);
  const title = derivativeTitle(request.reference);
  const made = derivativeCommand({ route, footage, tools: ports.tools, title, fps: facts.claimedFps, size: facts });
  // Before anything is sealed: what fails after the proof would lose a proved copy.
  const tools = await Promise.all(made.tools.map((name) => identifyTool(ports.tools, name, signal)));
  const copy = await sealMp4(
    {
      ...{ site: ports.tools.site, command: made.command, signal, input: footage.bytes() },
      limits: route === 'timed-copy' ? { ...footage.limits, scratchBytes: scratchBytes(ports) } : footage.limits,
      ...(ports.onProgress === undefined ? {} : { onFrame: ports.onProgress }),
    },
    request.sink,
  );
  if (copy === null) return { route, fault: 'tool-failed', comparison: null };
  const checked = await keepOnlyIfProved(copy, { route, facts, ports, signal });
  // ffmpeg may say that something is wrong and still end with 0 and a copy cut short: the proof is what stops that copy.
  if (checked.fault !== null) return { route, fault: checked.fault, comparison: checked.comparison };
  return {
    derivative: {
      sealed: copy.sealed,
      route,
      comparison: checked.comparison,
      frameCount: checked.comparison.derivativeFrameCount,
      frames: checked.frames,
      commandLines: made.record,
      tools,
    },
  };
}

/** "derivative of AS/1". Control characters would garble a player's title and our command record. */
function derivativeTitle(reference: string): string {
  if (!/^[\p{L}\p{N} ._/()-]{1,80}$/u.test(reference)) {
    throw new AppError('invalid-input', 'The reference of the master has characters that cannot stand in a title.');
  }
  return `derivative of ${reference}`;
}

interface ProofRun {
  readonly route: DerivativeRoute;
  readonly facts: MediaFacts;
  readonly ports: MediaPorts;
  readonly signal: AbortSignal;
}

/** Decodes the copy from where it was sealed; whatever is not proved, or cannot be checked, is discarded. */
async function keepOnlyIfProved<T>(copy: SealedCopy<T>, run: ProofRun) {
  try {
    const frames = await listSealedFrames(copy, run);
    const comparison = comparePictures(run.route, run.facts, frames);
    const fault = comparisonFault(comparison, run.facts);
    if (fault !== null) await copy.discard();
    return { comparison, fault, frames: frames.times };
  } catch (cause) {
    await copy.discard();
    throw cause;
  }
}

async function listSealedFrames<T>(copy: SealedCopy<T>, { ports, signal }: ProofRun) {
  const sealed = await copy.open();
  try {
    const footage = await pipeFootage(sealed, ports);
    const { input, limits } = footage;
    const { list } = await listFrames({ tools: ports.tools, input, limits, bytes: footage.bytes(), signal });
    return list;
  } finally {
    await sealed.close();
  }
}

function noCopy(attempts: readonly FailedAttempt[]): AppError {
  const cause = new Error(attempts.map(({ route, fault }) => `${route}: ${fault}`).join(', '));
  const message = 'No playing copy that keeps every picture and its time could be made: use the maker’s player.';
  return new AppError('unavailable', message, { cause });
}
