/** What a recorder sends on a replay's connection: a packet of a channel, or the answer to something told. */
export type ReplayItem =
  | { readonly kind: 'packet'; readonly channel: number; readonly bytes: Uint8Array }
  | { readonly kind: 'answer'; readonly status: number }
  /** Nothing came for as long as was waited. */
  | { readonly kind: 'quiet' }
  /** The recorder closed the connection, or said that it ends the session. */
  | { readonly kind: 'end' };

export interface RtspAsk {
  readonly method: 'OPTIONS' | 'DESCRIBE' | 'SETUP' | 'PLAY' | 'GET_PARAMETER' | 'TEARDOWN';
  /** A path with its query, never an address; `*` for the server itself. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface RtspAnswer {
  readonly status: number;
  header(name: string): string | null;
  readonly body: string;
}

/** One RTSP connection, its packets interleaved (RFC 2326, 10.12). Nothing is read before it is asked for. */
export interface ReplayLink {
  /** @throws AppError as `DevicePorts.request`. */
  ask(ask: RtspAsk): Promise<RtspAnswer>;
  /** Said without waiting; its answer comes among what is received. */
  tell(ask: RtspAsk): Promise<void>;
  /** @throws AppError 'unavailable', 'conflict' (what comes is no RTSP), 'clause', 'cancelled'. */
  receive(quietMs: number): Promise<ReplayItem>;
  /** The number of the last request, CSeq. */
  lastNumber(): number;
  close(): void;
}
