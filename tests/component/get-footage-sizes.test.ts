import { expect, test } from 'vitest';
import { toBeTaken } from '../../src/renderer/features/get-footage/draft.ts';

const file = (sizeBytes: number, heldSince: string | null = null) => ({
  ...{ path: 'a', sizeBytes, format: 'not read yet', role: 'footage' as const, channel: null },
  ...{ timeClaims: [], contradictions: [], heldSince },
});

test('what a recorder says no size of is never called nothing', () => {
  expect(toBeTaken({ files: [file(0), file(0)], totalBytes: 0 })).toBe(
    '2 recordings whose size the recorder does not say',
  );
  expect(toBeTaken({ files: [file(0), file(2_000_000)], totalBytes: 2_000_000 })).toMatch(
    /^2.* MB, and 1 recording whose size the recorder does not say$/u,
  );
});

test('where every size is known, or what has none is held already, the sum is said', () => {
  expect(toBeTaken({ files: [file(2_000_000), file(0, 'RET-1')], totalBytes: 2_000_000 })).toMatch(/^2.* MB$/u);
});
