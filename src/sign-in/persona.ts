/** Somebody of the demo, whom anyone may be. */
export interface Persona {
  /** Name of her certificate's file, without ending. */
  readonly id: string;
  readonly hsaId: string;
  readonly name: string;
  readonly title: string | undefined;
}
