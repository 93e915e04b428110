import { Box, Card, Center } from '@mantine/core';
import type { ReactNode } from 'react';

/** One card in the middle of an otherwise empty window: everything that stands outside the frame. */
export function FullScreen({ children, width = 560 }: { readonly children: ReactNode; readonly width?: number }) {
  return (
    <Box component="main" className="app-canvas">
      <Center mih="100vh" p="md">
        <Card w="100%" maw={width} padding="lg">
          {children}
        </Card>
      </Center>
    </Box>
  );
}
