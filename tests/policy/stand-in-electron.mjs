// Stands for the `electron` package, so that the packed main process can be started on plain Node. It notes, in order,
// what it is told, answers as Electron would, and prints the notes when the window has been asked to load its page.
import { EventEmitter } from 'node:events';

const notes = [];
const note = (text) => void notes.push(text);
let handled;
let served;
let isReady = false;

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  commandLine: { hasSwitch: () => false, appendSwitch: (name) => note(`switch ${name}`) },
  requestSingleInstanceLock: () => true,
  enableSandbox: () => note(`sandbox, ready ${isReady}`),
  getPath: () => process.env.STAND_IN_DATA,
  whenReady: async () => {
    isReady = true;
    note(`umask ${process.umask().toString(8)}`);
  },
  exit: (code) => process.exit(code ?? 0),
  quit: () => note('quit'),
});
export const protocol = { registerSchemesAsPrivileged: ([{ scheme }]) => note(`scheme ${scheme}, ready ${isReady}`) };
export const Menu = { setApplicationMenu: (menu) => note(`menu ${menu}`) };
export const dialog = {
  showErrorBox: (title, text) => {
    process.stdout.write(JSON.stringify({ error: `${title}: ${text}` }));
  },
};
export const powerMonitor = new EventEmitter();
export const ipcMain = {
  handle: (_channel, handler) => {
    handled = handler;
  },
};
export const session = {
  fromPartition: (name, options) =>
    Object.assign(new EventEmitter(), {
      protocol: {
        handle: (_scheme, handler) => {
          served = handler;
        },
      },
      webRequest: { onBeforeRequest: () => note(`session ${name} ${JSON.stringify(options)}`) },
      setPermissionRequestHandler() {},
      setPermissionCheckHandler() {},
      setDevicePermissionHandler() {},
      setDisplayMediaRequestHandler() {},
    }),
};
export class BrowserWindow extends EventEmitter {
  constructor(options) {
    super();
    this.webContents = { send() {} };
    note(`window, sandbox ${options.webPreferences.sandbox}, devTools ${options.webPreferences.devTools}`);
  }
  setContentProtection(isOn) {
    note(`content protection ${isOn}`);
  }
  isDestroyed() {
    return false;
  }
  async loadURL(url) {
    note(`load ${url}`);
    const frame = { parent: null, origin: 'app://ui' };
    const ask = async (senderFrame) => handled({ senderFrame }, 'app.state', {});
    const page = await served(new Request(url));
    const script = /src="\.\/(?<path>assets\/[^"]+\.js)"/.exec(await page.clone().text())?.groups?.path;
    const report = {
      notes,
      page: [page.status, page.headers.get('content-type')],
      script: (await served(new Request(`${url}${script}`))).status,
      stranger: await served(new Request(`${url}main/main.js`)).then((response) => response.status),
      state: await ask(frame),
      refused: await Promise.resolve()
        .then(() => ask({ ...frame, origin: 'app://print' }))
        .then(
          () => 'taken',
          (error) => error.message,
        ),
    };
    process.stdout.write(JSON.stringify(report));
    process.exit(0);
  }
}
