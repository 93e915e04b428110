// The first import of main.tsx: runs before React, Mantine and the contract.
import { setNonce } from 'get-nonce';
import { z } from 'zod';

/** The nonce of this answer; the browser hides it from getAttribute, the property still has it. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
setNonce(nonce); // the style element of react-remove-scroll (dialogs)
z.config({ jitless: true }); // zod otherwise probes `new Function`, which the policy refuses
