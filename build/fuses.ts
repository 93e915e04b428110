import { FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * The nine switches inside Electron's program file. `strictlyRequireAllFuses` makes packaging fail when a new Electron
 * brings a tenth that nobody has decided about.
 */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  /** Off: the installed program cannot be used as a plain Node to read the vault with. */
  [FuseV1Options.RunAsNode]: false,
  /** On: cookies would be encrypted; there are none. */
  [FuseV1Options.EnableCookieEncryption]: true,
  /** Off: NODE_OPTIONS and NODE_EXTRA_CA_CERTS cannot load code into us. */
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  /** Off: no `--inspect`, no debugger by signal. */
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  /** On: a changed app.asar does not start (Windows and macOS; Linux has no such check). */
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  /** On: an `app` folder put beside the archive is not run instead of it. */
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  /** Off: it needs a snapshot file that is not shipped, and crashes without it. */
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  /** Off: the page comes from `app:`; nothing of ours is a `file:` address. */
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  /** On: the default; bounds checks of WebAssembly by the processor. */
  [FuseV1Options.WasmTrapHandlers]: true,
} as const;
