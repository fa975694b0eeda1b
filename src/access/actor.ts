/** The human being who reads, and the commission (medarbetaruppdrag) chosen, as a trusted issuer vouches. Plain data. */
export interface Actor {
  /** HSA-id. */
  readonly hsaId: string;
  readonly name: string | undefined;
  /** HSA-id of the commission, and what it is for (`Vård och behandling` …). */
  readonly commission: string | undefined;
  readonly purpose: string | undefined;
  /** HSA-ids of the commission's care provider and care unit. */
  readonly careProvider: string | undefined;
  readonly careUnit: string | undefined;
  /** Level of assurance of the sign-in, as the issuer writes it. */
  readonly assurance: string | undefined;
  /** Who vouches for all this. */
  readonly issuer: string;
}
