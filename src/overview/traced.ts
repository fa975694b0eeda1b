import type { Admission } from '../access/index.ts';
import { span, spanStream } from '../tracing/index.ts';
import type { OverviewParts } from './overview.ts';

/** The same parts, which tell of the steps of a call that they carry out. */
export function tracedParts(parts: OverviewParts): OverviewParts {
  const { sources, persons, directory, gatekeeper } = parts;
  return {
    ...parts,
    persons: { person: (...asked) => span('person register', {}, () => persons.person(...asked)) },
    directory: { careProviderOf: (...asked) => span('directory', {}, () => directory.careProviderOf(...asked)) },
    gatekeeper: {
      admit: async (question) => tracedAdmission(await span('gate', {}, () => gatekeeper.admit(question))),
    },
    sources: {
      ask: (query, options) => {
        const { source, contract } = query;
        return spanStream('ask source', { source, contract, priority: options.priority }, () =>
          sources.ask(query, options),
        );
      },
    },
  };
}

function tracedAdmission(admission: Admission): Admission {
  return {
    ...admission,
    judge: (records) => span('judge', { records: records.length }, () => admission.judge(records)),
  };
}
