/** What a reader sees, in either language. */
export interface Words {
  readonly sv: string;
  readonly en: string;
}
