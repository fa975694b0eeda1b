import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { BridgeError } from '../../errors.ts';
import type { Assignment } from '../../hsa/index.ts';
import type { OverviewAnswer } from '../../overview/index.ts';
import type { Opened, Role, SignedIn } from '../../sign-in/index.ts';

/**
 * Who may call a route: anyone, without any session; who is signed in; who has chosen an assignment; who has one of the
 * roles under it.
 */
export type Access = 'anyone' | 'signed-in' | 'assigned' | readonly [Role, ...Role[]];

/** A call that has passed the guard. */
export interface ApiCall<Body> {
  readonly body: Body;
  /** Of the path, by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly correlationId: string;
  readonly language: 'sv' | 'en';
  /** Asking for it on a route that is for anyone is a bug. */
  readonly session: SignedIn;
  /** Aborts when the browser hangs up. */
  readonly gone: AbortSignal;
  /** Takes what an overview answered: its log entry is closed when the answer has left. */
  readonly whenSent: (answer: Pick<OverviewAnswer, 'delivered'>) => void;
  /** Of the last event that the reader of a stream has seen. */
  readonly lastEventId: string | undefined;
  /** Throws as the guard does once the session has ended or the person may no longer call the route. */
  readonly stillAllowed: () => Promise<void>;
  /** Gives the browser the token that its session has from now on. */
  readonly renew: (token: string) => void;
  /** What a launch by a record system has left in the browser. */
  readonly launch: string | undefined;
  /** Nothing is left of it in the browser from now on. */
  readonly forgetLaunch: () => void;
  /** The patient that the session has open. Throws PATIENT_CHANGED when none is, or another than the caller means. */
  readonly opened: () => Promise<Opened>;
  /** Throws PATIENT_CHANGED where the page names an opening of a patient which is over. */
  readonly stillMeant: () => Promise<void>;
  /** The one that was chosen; asking for it on a route that is not for those who have one is a bug. */
  readonly assignment: Assignment;
}

/** One operation of the portal's API, as data: what serves it, guards it and describes it reads this. */
export interface ApiRoute<Body = unknown> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/api`. Never names a patient: what does stands in a body. */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  /** Checks the body; undefined = there is none. Throws MESSAGE_INVALID naming the place. */
  readonly body: BodyReader<Body>;
  /** How large the body may be, where it is more than most. */
  readonly bodyBytes?: number;
  /** Whether another patient may have been opened since: it is about none, or about one yet to be opened. */
  readonly ofAnyPatient?: true;
  /** Whether the browser forgets the session afterwards. */
  readonly endsSession?: true;
  /** Media type of the stream that it answers, where that is not lines of JSON. */
  readonly streams?:
    | 'text/event-stream'
    | 'application/fhir+json'
    | 'application/pdf'
    | 'application/json'
    | 'text/csv';
  /**
   * Where what is answered is the same for everybody, and nothing secret: whoever has it may keep it for so many seconds
   * without asking again, and after that for as long as its version is the same.
   */
  readonly kept?: { readonly seconds: number; version(): Promise<string> };
  /** Ends the streams that are open, when the bridge stops. */
  readonly stop?: () => void;
  /** What is answered as JSON, a stream as lines of JSON; undefined = 204. */
  handle(call: ApiCall<Body>): Promise<unknown>;
}

interface BodyReader<Body> {
  readonly schema: TSchema | undefined;
  read(given: unknown): Body;
}

export const noBody: BodyReader<undefined> = { schema: undefined, read: () => undefined };

/** Unknown members are refused by the schemas themselves, like those of the configuration. */
export function bodyOf<Schema extends TSchema>(schema: Schema): BodyReader<Static<Schema>> {
  const validator = Compile(schema);
  return {
    schema,
    read(given) {
      const [error] = validator.Errors(given);
      // The place only: the value may name a patient.
      if (error) throw new BridgeError('MESSAGE_INVALID', `At ${error.instancePath || '/'}: ${error.keyword}.`);
      return given as Static<Schema>;
    },
  };
}

/** Lets routes of different bodies stand in one list. */
export function route<Body>(definition: ApiRoute<Body>): ApiRoute {
  return definition as ApiRoute;
}
