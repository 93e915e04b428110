/**
 * What every driver offers and what it is handed. A driver reads; nothing here can write to a device, start a program
 * or reach an address that was not handed in. Everything a device says is a claim and keeps its source.
 */

import type { ReplayLink } from './replay-link.ts';

export type DriverKind = 'dvr-usb' | 'ic-pod' | 'idcam-portal' | 'simulated';

/** A stretch on the recorder's own clock, as it showed: 2026-11-04T21:14:07, no zone. `from` counts, `to` does not. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** One statement about when a file begins or ends. `zone` is what the source says it is; nothing is converted. */
export interface TimeClaim {
  readonly kind: 'start' | 'end';
  /** 2026-11-04T21:14:07 */
  readonly wallClock: string;
  readonly zone: 'local' | 'utc' | 'unknown';
  readonly source: 'stream' | 'device' | 'file-name' | 'file-time';
}

/** Which camera a file belongs to, as the source counts: some makers count from 0, some from 1. */
export interface ChannelClaim {
  readonly value: string;
  readonly source: 'file-name' | 'folder' | 'stream' | 'device';
}

/** As stated by the device; null where it stated nothing. */
export interface DeviceIdentity {
  readonly maker: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly firmware: string | null;
}

/** The device's clock as it stated it, and our own instant (UTC, milliseconds) at that moment. */
export interface ClockReading {
  readonly wallClock: string;
  readonly zone: TimeClaim['zone'];
  /** The zone in the device's own words, unread. */
  readonly zoneText: string | null;
  readonly takenAt: string;
}

/** One recording on a device. */
export interface Segment {
  /** Means something to the session that gave it, and to nobody else. */
  readonly id: string;
  /** Safe to show. */
  readonly name: string;
  readonly sizeBytes: number | null;
  readonly channel: ChannelClaim | null;
  readonly timeClaims: readonly TimeClaim[];
  /** Still growing: its size and end are not final. */
  readonly openEnded: boolean;
  /** In words, why this is listed and not to be taken; absent where it is. */
  readonly notTaken?: string;
}

/** A device's own list or audit, kept beside what was taken. */
export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What it tells, in one sentence. */
  readonly says: string;
}

/** @throws AppError 'unavailable' when the device has gone, 'cancelled' when the signal given to `open` fired. */
export interface DeviceSession {
  identity(): Promise<DeviceIdentity>;
  /** Null when the device has no clock that can be asked. */
  readClock(): Promise<ClockReading | null>;
  /** What the device says it recorded in the period. What has no time or channel is given too, never left out. */
  search(period: Period, cameras: readonly string[]): AsyncIterable<Segment>;
  /** The bytes from `fromByte` to the end: a broken reading is taken up again where it stopped. */
  read(segment: Segment, fromByte: number): AsyncIterable<Uint8Array>;
  /** Where reading can bring less than the device lists: in words, what is missing of what was read; empty where nothing is. */
  remarksOf?(segment: Pick<Segment, 'id'>): readonly string[];
  /** Null when there is none. A portal ends its session with it, so that the end is on record: ask for it last. */
  accessRecord(): Promise<Attachment | null>;
  close(): Promise<void>;
}

/** `Source` is all a driver is handed: a folder reader for a stick; a site and its ports for a network. */
export interface DeviceDriver<Source, Session extends DeviceSession = DeviceSession> {
  readonly kind: DriverKind;
  /** @throws AppError as the session's own functions do. */
  open(source: Source, signal: AbortSignal): Promise<Session>;
}

/** What a recorder on a network speaks. `find-out` asks it. */
export type SiteProtocol = 'find-out' | 'isapi' | 'dahua-cgi' | 'onvif-g' | 'sftp' | 'ftps';

/** How one recorder turned out to differ from its maker's papers. Found by asking, kept with the site, shown. */
export interface DeviceQuirks {
  readonly protocol?: Exclude<SiteProtocol, 'find-out'> | undefined;
  /** What the recorder's index means by its times: a "Z" is the recorder's own wall clock on some, UTC on others. */
  readonly indexTime?: 'local' | 'utc' | undefined;
  /** Which way of writing a search it accepts. */
  readonly searchForm?: 'namespaced' | 'plain' | 'track-id-list' | undefined;
  /** A recording is asked for with GET and a body, as the manual says, or with POST. */
  readonly downloadMethod?: 'GET' | 'POST' | undefined;
  /** A recording is had as the file it is, or only as the stretch of time it covers. */
  readonly downloadBy?: 'file' | 'stretch' | undefined;
  /** Whether the recorder counts its cameras from 0 or from 1. */
  readonly firstCamera?: 0 | 1 | undefined;
  /** Whether the recorder's list tells where nothing was recorded, or only where the first and the last picture stand. */
  readonly tellsGaps?: boolean | undefined;
}

/** One request to the one device a port is bound to. `target` is a path with its query, never an address. */
export interface HttpAsk {
  readonly method: 'GET' | 'POST';
  readonly target: string;
  readonly xml?: string;
  /** The port writes the envelope, and who asks, with the recorder's own time; `signedAt` null where anybody may ask. */
  readonly soap?: { readonly action: string; readonly body: string; readonly signedAt: string | null };
  /** Fields of a portal's form. The port puts name and password in where `{username}` and `{password}` stand. */
  readonly form?: Readonly<Record<string, string>>;
  readonly formAs?: 'form' | 'json';
  /** What a portal gave at the login, for it alone. */
  readonly bearer?: string;
  /** Only the bytes from here on are wanted. */
  readonly fromByte?: number;
}

export interface HttpAnswer {
  readonly status: number;
  header(name: string): string | null;
  /** The whole body as text. @throws AppError 'unavailable' when it is too long, too slow or cut off. */
  text(): Promise<string>;
  /** The body as it comes, never more than `limit` bytes. @throws as `text`, and 'cancelled'. */
  bytes(limit: number): AsyncIterable<Uint8Array>;
  /** Not interested: the connection is let go. */
  discard(): Promise<void>;
}

/** What a device gives of one recording. */
export interface Given {
  /** The byte it begins with: 0 where the device knows no ranges, whatever was asked for. */
  readonly from: number;
  /** The length of the whole recording, when the device says it. */
  readonly whole: number | null;
  /** Whether the end of the bytes can be told from a broken link. */
  readonly endIsSure: boolean;
  /** The bytes as they come, never more than `limit`. @throws AppError 'unavailable', 'clause', 'cancelled'. */
  bytes(limit: number): AsyncIterable<Uint8Array>;
  discard(): Promise<void>;
}

/** One thing in a folder of a file server, under its own name there. */
export interface RemoteEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly sizeBytes: number | null;
  /** When it was last written, UTC with milliseconds, by the server's clock; null where the list does not say. */
  readonly modifiedAt: string | null;
}

/**
 * Reads the one file server a port is bound to, as `DevicePorts` reads a recorder. Paths are the server's own, parts
 * joined by "/". Nothing here writes. @throws AppError as `DevicePorts.request`, and 'not-found'.
 */
export interface RemoteFiles {
  /** What the server calls itself. */
  software(signal: AbortSignal): Promise<string | null>;
  /** @throws AppError 'invalid-input' when the folder holds more than can be listed. */
  list(folder: string, signal: AbortSignal): Promise<readonly RemoteEntry[]>;
  /** Asked for one file, where the list did not say. */
  modifiedAt(path: string, signal: AbortSignal): Promise<string | null>;
  /** Null when the file has nothing from that byte on. */
  read(path: string, fromByte: number, signal: AbortSignal): Promise<Given | null>;
}

/** A file server, and what of it counts as recordings. */
export interface FileTree {
  readonly remote: RemoteFiles;
  /** Empty for the folder the login leads to. */
  readonly folder: string;
  /** Names with * and ?, parted by spaces; null for every file. */
  readonly pattern: string | null;
}

/**
 * All a driver can do on a network. Address, route and credentials are the port's: no byte leaves before the route was
 * found to go through the VPN, and a driver never sees a password.
 */
export interface DevicePorts {
  /**
   * @throws AppError 'unavailable' (may be tried again), 'clause' (the route is not the VPN), 'forbidden' (the recorder
   *   refuses the login: not tried again, since recorders lock accounts), 'cancelled'.
   */
  request(ask: HttpAsk, signal: AbortSignal): Promise<HttpAnswer>;
  /** Opens a replay on the same recorder, where its protocol has any. The login is the port's. @throws as `request`. */
  replay?(at: { readonly port: number; readonly secure: boolean }, signal: AbortSignal): Promise<ReplayLink>;
  /** A text without the login's password, which a device may write into what it sends. */
  readonly conceal?: (text: string) => string;
  /** UTC with milliseconds. */
  now(): string;
  /** @throws AppError 'cancelled' */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export interface NetworkSource {
  readonly protocol: SiteProtocol;
  /** What was found at earlier connections. */
  readonly quirks: DeviceQuirks;
  readonly ports: DevicePorts;
  /** Where the site is a file server. */
  readonly files?: FileTree;
}

export interface NetworkSession extends DeviceSession {
  /** The cameras it has, as `search` takes them, in its own order; null when it does not say. */
  cameras(): Promise<readonly string[] | null>;
  /** Everything found so far, earlier connections included. */
  quirks(): DeviceQuirks;
}

/** Where an entry stands below the root of a folder. */
export interface EntryName {
  /**
   * Safe to show, parts joined by "/": bytes that are no UTF-8 stand as \xE9, characters that cannot be seen or that
   * turn the text round as \u{202E}, a backslash as \\. Two different names never give the same text.
   */
  readonly path: string;
  /** The bytes as they are, in hex, when `path` had to differ from them; else null. */
  readonly pathBytes: string | null;
}

/** Why something on a stick was not taken. */
export type EntryRefusal =
  | 'link'
  | 'device'
  | 'pipe'
  | 'socket'
  | 'other-file-system'
  | 'too-deep'
  | 'name-too-long'
  | 'unreadable';

export interface FileEntry extends EntryName {
  readonly kind: 'file';
  readonly sizeBytes: number;
  /** The file's time as this computer shows it, 2026-11-04T21:14:07; FAT keeps no zone and counts in steps of 2 s. */
  readonly modified: string;
}
export interface FolderEntry extends EntryName {
  readonly kind: 'folder';
}
export interface RefusedEntry extends EntryName {
  readonly kind: 'refused';
  readonly reason: EntryRefusal;
}
export type Entry = FileEntry | FolderEntry | RefusedEntry;

/** Random access to one file's bytes. */
export interface OpenedFile {
  readonly sizeBytes: number;
  /** Exactly the bytes [start, start + length) clipped to the size. @throws AppError 'unavailable' naming the file. */
  read(start: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}
export type Opening =
  | { readonly opened: true; readonly file: OpenedFile }
  | { readonly opened: false; readonly reason: EntryRefusal };

/** Read-only view of one folder on a stick. It never leaves the folder and never follows a link. */
export interface FolderReader {
  /** The folder's own name, safe to show. */
  readonly name: string;
  /**
   * Everything below the folder, a folder before what it holds, in the order of the names' bytes.
   * @throws AppError 'unavailable' when the folder has gone, 'invalid-input' when it holds more than can be listed,
   *   'cancelled'.
   */
  entries(signal: AbortSignal): AsyncIterable<Entry>;
  /** @throws AppError 'unavailable' naming the file when it, or the stick, has gone since it was listed. */
  open(name: EntryName): Promise<Opening>;
}
