import { BridgeError } from '../errors.ts';

/**
 * The directory, as it is reached here, has no question for this: an empty answer would look like the truth. Whoever can
 * do without takes it as a directory that does not answer.
 */
export class DirectoryLimitation extends BridgeError {
  /** `what` follows "cannot tell". */
  constructor(what: string) {
    super('DIRECTORY_UNAVAILABLE', `It is reached through web services, which cannot tell ${what}.`);
  }
}

/** For whoever can do without and says so: undefined where the directory cannot tell. */
export async function ifTold<T>(question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch (thrown) {
    if (thrown instanceof DirectoryLimitation) return undefined;
    throw thrown;
  }
}
