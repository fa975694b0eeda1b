import type { Config } from '../config.ts';
import type { Directory } from '../hsa/index.ts';
import type { Decided, DecidedQuestion } from './decided.ts';

export interface DryRunParts {
  readonly config: Pick<
    Config,
    'access' | 'audit' | 'bridge' | 'callers' | 'followUp' | 'portal' | 'routes' | 'signIn' | 'sources' | 'successions'
  >;
  readonly directory: Pick<Directory, 'careUnitsOf' | 'commissions' | 'commissionsOf' | 'object' | 'person'>;
  /** Undefined: the store cannot be read. */
  readonly decided: ((question: DecidedQuestion) => Promise<Decided[]>) | undefined;
}
