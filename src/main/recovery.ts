import type { Act } from './acts.ts';
import type { RetrievalService } from './retrievals/retrieval-service.ts';
import { type Steps, tryEach } from './try-each.ts';
import type { ObjectService, Stock } from './vault/object-service.ts';

export interface RecoveryPorts {
  readonly act: Act;
  readonly report: (name: string, error: unknown) => string;
  readonly objects: ObjectService;
  readonly retrievals: RetrievalService;
  /** What puts one thing right each, in order. A step that fails keeps no other from its turn. */
  readonly steps: Steps<[Act, Stock]>;
}

/**
 * What a crash or a power cut left: told in the ledger, and then nothing is half there. A step that fails is reported
 * and tried again at the next sign-in; it must not lock people out of what is whole.
 */
export async function recover({ act, report, objects, retrievals, steps }: RecoveryPorts): Promise<void> {
  const swept = await objects.stock();
  const unfinished = retrievals.unfinished().map(({ number }) => number);
  const { parts, orphans, missing } = swept;
  if (parts.length + orphans.length + missing.length + unfinished.length > 0) {
    const found = { halfWritten: [...parts], belongingToNothing: [...orphans], missing: [...missing] };
    act.change(['recordings'], (tx) => tx.enter('vault', { ...found, unfinishedRetrievals: unfinished }));
  }
  // Told first: killed in between, the next sign-in finds the same, tells it again and removes it.
  await objects.removeLeftOvers(swept);
  const failed = (name: string, error: unknown): void => {
    const reference = report(`recovery ${name}`, error);
    act.as('recovery.failed').change(['ledger'], (tx) => tx.enter('vault', { step: name, reference }));
  };
  await tryEach(steps, failed, act, swept);
}
