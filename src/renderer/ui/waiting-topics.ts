import type { Topic } from '../../shared/contract.ts';

/** A change of any of these may add to what waits for the manager, or take away from it. */
export const waitingTopics: readonly Topic[] = ['stills', 'court', 'retention', 'disclosures', 'deployments'];
