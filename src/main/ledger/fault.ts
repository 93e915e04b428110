export interface Fault {
  /** The entry it was found at; null when it is about the ledger as a whole. */
  readonly seq: number | null;
  readonly kind:
    | 'edited'
    | 'missing'
    | 'inserted'
    | 'chain'
    | 'columns'
    | 'nodes'
    | 'checkpoint'
    | 'signature'
    | 'truncated'
    | 'witness'
    | 'order'
    | 'mentions';
  readonly message: string;
}

/** Notes a fault. */
export type Add = (seq: number | null, kind: Fault['kind'], message: string) => void;
