/** A search parameter, as the capability statement and the description of the API tell it. */
export interface DescribedParameter {
  readonly name: string;
  readonly type: 'token' | 'reference' | 'date' | 'number';
  readonly documentation: string;
}
