import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';

/** Light or dark, kept only while the application runs: nothing of a person is left in the page's storage. */
export function rememberedColourScheme(): MantineColorSchemeManager {
  let chosen: MantineColorScheme | null = null;
  return {
    get: (byDefault) => chosen ?? byDefault,
    set: (scheme) => {
      chosen = scheme;
    },
    clear: () => {
      chosen = null;
    },
    subscribe: () => undefined,
    unsubscribe: () => undefined,
  };
}
