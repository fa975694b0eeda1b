import { createReadStream } from 'node:fs';
import { EngagementType } from '../../contracts/domains/engagement-index-1.ts';
import { getUpdates1 } from '../../contracts/engagement-index/get-updates-1.ts';
import type { ValueOf } from '../../contracts/schema.ts';
import { validate } from '../../contracts/validate.ts';
import type { ServiceClient } from '../../sources/service-client.ts';
import { linesOf } from '../../store/index.ts';

type Listed = ValueOf<typeof EngagementType>;

/** A list that is not whole, or not what it should be: nothing of it is believed. Its text holds no value of the list. */
export class ListFault extends Error {}

/**
 * The list in a file: one engagement a line as JSON, in the words of the contract, and as last line
 * `{"complete":true,"engagements":n}`, without which the file is torn. Throws ListFault, or what reading threw.
 */
export async function* listInFile(path: string): AsyncGenerator<Listed> {
  let count = 0;
  let complete = false;
  for await (const { bytes } of linesOf(createReadStream(path))) {
    if (complete) throw new ListFault('There is more after the last line of the list.');
    const value = parsed(bytes.toString(), count + 1);
    if ('complete' in value) {
      if (value.complete !== true || value.engagements !== count)
        throw new ListFault(`The list holds ${count} engagements, and says something else of itself.`);
      complete = true;
      continue;
    }
    count += 1;
    const [broken] = validate(EngagementType, value, `line ${count}`);
    if (broken) throw new ListFault(`${broken.path} ${broken.rule}.`);
    yield value as unknown as Listed;
  }
  if (!complete) throw new ListFault(`The list breaks off after ${count} engagements.`);
}

function parsed(line: string, number: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // What the parser says quotes the line, which is about a patient.
  }
  throw new ListFault(`Line ${number} is no JSON object.`);
}

interface Asking {
  readonly client: Pick<ServiceClient, 'call'>;
  readonly logicalAddress: string;
  readonly domains: readonly string[];
  readonly signal: AbortSignal;
}

/** All times that there are. */
const beginning = '19000101000000';

/** The list that a system gives page by page (GetUpdates 1), domain by domain. Throws ListFault, SourceFailure. */
export async function* listFromSystem({ client, logicalAddress, domains, signal }: Asking): AsyncGenerator<Listed> {
  for (const serviceDomain of domains) {
    const seen = new Set<string>();
    for (let last: string | undefined, complete = false; !complete; ) {
      const page = await client.call(
        getUpdates1,
        logicalAddress,
        { serviceDomain, timeStamp: beginning, ...(last !== undefined && { registeredResidentLastFetched: last }) },
        { signal },
      );
      const residents = page.registeredResidentEngagement ?? [];
      for (const { engagement = [] } of residents) {
        if (engagement.some((each) => each.serviceDomain !== serviceDomain))
          throw new ListFault(`Asked for ${serviceDomain}, the system answered with another domain.`);
        yield* engagement;
      }
      complete = page.responseIsComplete;
      last = residents.at(-1)?.registeredResidentIdentification;
      // A system that gives the same page for ever would fill our disk with it.
      if (!complete && (last === undefined || seen.has(last)))
        throw new ListFault('The system says that there is more, and gives what it gave before.');
      seen.add(last ?? '');
    }
  }
}
