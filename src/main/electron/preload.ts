import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, EventMessage } from '../../shared/contract.ts';

/** All the page can reach: two functions, no channel names, and never Electron's own event object. */
const bridge: Bridge = {
  invoke: (name, input) => ipcRenderer.invoke('invoke', name, input),
  subscribe(listener) {
    const forward = (_event: unknown, message: EventMessage): void => listener(message);
    ipcRenderer.on('event', forward);
    return () => void ipcRenderer.off('event', forward);
  },
};
contextBridge.exposeInMainWorld('bridge', bridge);
