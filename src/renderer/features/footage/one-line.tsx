import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A register number that is not broken at its hyphen. */
export const OneLine = ({ children }: { readonly children: ReactNode }) => (
  <Text span inherit style={{ whiteSpace: 'nowrap' }}>
    {children}
  </Text>
);
