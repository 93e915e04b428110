/** One step of the schema. Never changed once released; a correction is a new migration. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}
