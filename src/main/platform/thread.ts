import { parentPort, Worker, workerData } from 'node:worker_threads';

// One piece of work in a thread of its own, for what would hold up everything else: the work is handed its order, and
// answers once.

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string };

/** Failed in the thread; `code` is the failing library's own (SQLITE_FULL, ENOSPC), empty when it had none. */
class ThreadFailure extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`the work in the thread failed${code === '' ? '' : `: ${code}`}`);
    this.name = 'ThreadFailure';
    this.code = code;
  }
}

/** Runs the worker file with an order and gives its answer. Throws ThreadFailure. */
export async function runInThread<T>(file: URL, order: unknown): Promise<T> {
  const worker = new Worker(file, { workerData: order });
  try {
    const answer = await new Promise<Answer<T>>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => resolve({ ok: false, code: '' }));
    });
    if (answer.ok) return answer.value;
    throw new ThreadFailure(answer.code);
  } finally {
    await worker.terminate();
  }
}

/** The worker's side: does the work it was started for and answers. */
export function answerInThread<O, T>(work: (order: O) => T): void {
  let answer: Answer<T>;
  try {
    answer = { ok: true, value: work(workerData as O) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
    answer = { ok: false, code };
  }
  parentPort?.postMessage(answer);
}
