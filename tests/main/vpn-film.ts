import type { Held } from '../fixtures/recorder-traits.ts';

/** Three megabytes no two of which are alike, so that a piece in the wrong place cannot pass unseen. */
export const vpnFilm: Held = {
  ...{ camera: 1, name: 'ch01_tunnel', from: '2026-10-05T21:00:00', to: '2026-10-05T21:30:00' },
  bytes: Buffer.from(Uint32Array.from({ length: 768 * 1024 }, (_, at) => Math.imul(at + 1, 2_654_435_761)).buffer),
};
