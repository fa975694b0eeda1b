/** Who is signed in, as the pages know it. Shared with the pages; types alone. */
import type { PatientId } from '../../../contracts/record.ts';
import type { Persona } from '../../../sign-in/persona.ts';
import type { Role } from '../../../sign-in/roles.ts';
import type { Output } from './output.ts';

export interface ShownSession {
  readonly person: {
    readonly hsaId: string;
    readonly name: string;
    readonly title: string | undefined;
    /** Level of assurance of the sign-in. */
    readonly assurance: number | undefined;
    readonly signedInBy: 'siths' | 'oidc';
  };
  /** Null until one is chosen. */
  readonly assignment: ShownAssignment | null;
  /** The one that was chosen is no longer in force. */
  readonly assignmentEnded: boolean;
  readonly roles: readonly Role[];
  /** A record system may have sent something along; see {@link ShownLaunch}. */
  readonly launched: boolean;
  /** How the chosen unit may take information out of the portal. */
  readonly output: readonly Output[];
  /** ISO 8601. */
  readonly idleUntil: string;
  readonly endsAt: string;
}

export interface ShownAssignment {
  /** Of its commission. */
  readonly hsaId: string;
  readonly name: string;
  readonly purpose: string;
  readonly careProvider: { readonly hsaId: string; readonly name: string };
  readonly careUnit: { readonly hsaId: string; readonly name: string } | null;
  readonly rights: readonly { readonly activity: string; readonly informationClass: string; readonly scope: string }[];
}

export interface SignedOut {
  /** Sessions of the person. */
  readonly ended: number;
  /** Where the browser goes on to, to be signed out at the identity provider too. */
  readonly continueAt: string | undefined;
}

export interface Assignments {
  readonly assignments: readonly ShownAssignment[];
  /** Those that may not be chosen, and why. */
  readonly omitted: readonly {
    readonly hsaId: string;
    readonly name: string;
    readonly purpose: string;
    readonly reason: string;
  }[];
  /** ISO 8601: when the care directory was asked. */
  readonly asOf: string | undefined;
}

/** A record system has opened the portal in this browser, and nobody has signed in yet. */
export interface WaitingLaunch {
  readonly system: string;
}

/** What it sent along, for the person it named. */
export interface ShownLaunch {
  readonly system: string;
  readonly patient: PatientId | null;
}

/** Whom anyone may be, in a demo and nowhere else. */
export interface ShownPersonas {
  readonly personas: readonly Persona[];
}

export interface Installation {
  readonly name: string;
  readonly kind: 'demo' | 'test' | 'production';
  readonly hsaId: string;
  /** Whom to tell what hinders somebody in the pages. */
  readonly accessibilityContact: string | null;
  /** Anyone may see the care directory, without signing in. */
  readonly careDirectoryIsPublic: boolean;
  readonly sources: readonly { readonly hsaId: string; readonly name: string }[];
  /** Identity providers at whom people may sign in, beside with their cards. */
  readonly identityProviders: readonly { readonly id: string; readonly label: string }[];
}
