import { Worker } from 'node:worker_threads';
import { diskFailureOf } from './vault-files.ts';

/** What a thread that works over slots answers. */
export type SlotAnswer =
  | { readonly kind: 'free' }
  | { readonly kind: 'result'; readonly result: string }
  | { readonly kind: 'disk'; readonly code: string };

/**
 * A thread that works over slots of shared memory in the order it is told of them, and answers each with 'free' when it is
 * done with it. Every method throws once the thread has failed: AppError('unavailable') when it was the vault's disk.
 */
export interface SlotThread<Request> {
  send(request: Request): void;
  /** How many slots it is done with. */
  answered(): number;
  /** Resolves when that many slots were answered. */
  freed(count: number): Promise<void>;
  /** What it answers to a request for its result. Ask once. */
  result(request: Request): Promise<string>;
  /** Ends it, whatever it is doing. Safe to call at any time. */
  stop(): Promise<void>;
}

/**
 * How much garbage a worker may gather: what a cipher returns is new memory each time. Measured: without a limit four
 * threads hold 375 MB while they seal, with these 230 MB; with less they spend their time clearing it away.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 96 };

/** Starts a worker of this folder. In the packaged application it lies, bundled, beside the bundle that this code is in. */
export function startWorker(name: string, workerData: unknown): Worker {
  const file = `./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`;
  return new Worker(new URL(file, import.meta.url), { workerData, resourceLimits });
}

export function startSlotThread<Request>(name: string, workerData: unknown): SlotThread<Request> {
  const worker = startWorker(name, workerData);
  let done = 0;
  let outcome: string | undefined;
  let failure: Error | undefined;
  let news = Promise.withResolvers<void>();
  const wake = (): void => {
    news.resolve();
    news = Promise.withResolvers();
  };
  const failed = (error: Error): void => {
    failure ??= error;
    wake();
  };

  worker.on('message', (answer: SlotAnswer) => {
    if (answer.kind === 'disk') return failed(diskFailureOf(answer.code));
    if (answer.kind === 'free') done += 1;
    else outcome = answer.result;
    wake();
  });
  worker.on('error', (error) => failed(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => failed(new Error(`${name} ended with ${code}`)));
  const throwIfFailed = (): void => {
    if (failure !== undefined) throw failure;
  };
  const until = async (reached: () => boolean): Promise<void> => {
    while (!reached()) {
      throwIfFailed();
      await news.promise;
    }
  };

  return {
    send: (request) => {
      throwIfFailed(); // the source may be slow: a disk that is full is told at the next segment, not at the end
      worker.postMessage(request);
    },
    answered: () => done,
    freed: (count) => until(() => done >= count),
    result: async (request) => {
      worker.postMessage(request);
      await until(() => outcome !== undefined);
      return outcome ?? '';
    },
    stop: async () => void (await worker.terminate()),
  };
}
