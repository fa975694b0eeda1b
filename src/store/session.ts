import type { PGlite } from '@electric-sql/pglite';

/**
 * The one session of a PGlite instance: whose it is, and the queue of those who wait for it. It is taken for one
 * statement, and kept while that leaves a transaction open. An owner is compared by identity only.
 */
export class Session {
  readonly #database: PGlite;
  readonly #waiting: { readonly owner: object; readonly go: () => void }[] = [];
  #owner: object | undefined;
  #closed = false;

  constructor(database: PGlite) {
    this.#database = database;
  }

  get closed(): boolean {
    return this.#closed;
  }

  belongsTo(owner: object): boolean {
    return this.#owner === owner;
  }

  /** Runs a statement when it is the owner's turn. The same owner must not call again before it has settled. */
  async run<T>(owner: object, statement: (database: PGlite) => Promise<T>): Promise<T> {
    if (this.#owner !== owner) await this.#take(owner);
    try {
      // BullMQ knows this text of pg's, and takes it for a shutdown rather than a failure.
      if (this.#closed) throw new Error('Cannot use a pool after calling end on the pool');
      return await statement(this.#database);
    } finally {
      if (this.#closed || !this.#database.isInTransaction()) this.#give();
    }
  }

  /** Waits for its turn, closes the database; who waits behind it is refused. */
  close(): Promise<void> {
    return this.run({}, async (database) => {
      this.#closed = true;
      await database.close();
    });
  }

  async #take(owner: object): Promise<void> {
    if (this.#owner) await new Promise<void>((go) => this.#waiting.push({ owner, go }));
    else this.#owner = owner;
  }

  /** Hands over in one step: were it ownerless for a moment, a newcomer could take it beside the one who waited. */
  #give(): void {
    const next = this.#waiting.shift();
    this.#owner = next?.owner;
    next?.go();
  }
}
