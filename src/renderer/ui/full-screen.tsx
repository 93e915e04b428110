import { Box, Card, Center } from '@mantine/core';
import { createContext, type ReactNode, useContext } from 'react';
import { HostLabel } from './host-label.tsx';

/** What every screen says of the application or the vault; null when there is nothing to say. */
export const HostLabelContext = createContext<string | null>(null);

/** One card in the middle of an otherwise empty window: everything that stands outside the frame. */
export function FullScreen({ children, width = 560 }: { readonly children: ReactNode; readonly width?: number }) {
  const label = useContext(HostLabelContext);
  return (
    <Box component="main" className="app-canvas">
      <Center mih="100vh" p="md">
        <Card w="100%" maw={width} padding="lg">
          {label === null ? null : (
            <Box mb="sm">
              <HostLabel label={label} />
            </Box>
          )}
          {children}
        </Card>
      </Center>
    </Box>
  );
}
