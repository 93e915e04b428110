export interface SlicePorts {
  /** How long after sign-in, and between two slices while more is left. */
  readonly pauseMs: number;
  /** Verifies a slice; answers whether more is left. */
  readonly run: (signal: AbortSignal) => Promise<boolean>;
  readonly report: (error: unknown) => void;
}

const REST_MS = 3_600_000;

/** Takes one slice after the other while somebody is signed in, with pauses between them. */
export function createSlices({ pauseMs, run, report }: SlicePorts) {
  let stop = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();

  const once = async (signal: AbortSignal): Promise<void> => {
    let isMoreLeft = false;
    try {
      isMoreLeft = await run(signal);
    } catch (error) {
      if (!signal.aborted) report(error); // the next one tries again
    }
    if (!signal.aborted) plan(isMoreLeft ? pauseMs : Math.max(pauseMs, REST_MS));
  };

  function plan(inMs: number): void {
    const { signal } = stop;
    timer = setTimeout(() => void (running = once(signal)), inMs);
    timer.unref();
  }

  return {
    start(): void {
      if (timer !== null) return;
      stop = new AbortController();
      plan(pauseMs);
    },
    /** Waits until the one that runs has kept what it did. */
    async stop(): Promise<void> {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      stop.abort();
      await running;
    },
  };
}

export type Slices = ReturnType<typeof createSlices>;
