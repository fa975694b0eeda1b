export interface Migration {
  readonly version: number;
  readonly name: string;
  /** Statements in plain PostgreSQL, allowed inside a transaction. Never changed once released; add another. */
  readonly sql: string;
}
