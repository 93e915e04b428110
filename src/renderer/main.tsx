import { nonce } from './first.ts';
import '@fontsource-variable/public-sans';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app.css';
import './tables.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { rememberedColourScheme } from './ui/colour-scheme.ts';
import { calm, calmVariables } from './ui/theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the application');

// Not in StrictMode: mounting twice would write "has read" twice into the ledger.
createRoot(root).render(
  <MantineProvider
    theme={calm}
    cssVariablesResolver={calmVariables}
    getStyleNonce={() => nonce}
    defaultColorScheme="auto"
    colorSchemeManager={rememberedColourScheme()}
  >
    <App />
  </MantineProvider>,
);
