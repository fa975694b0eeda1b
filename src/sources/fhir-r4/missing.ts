import type { PatientId } from '../../contracts/index.ts';
import type { Conversation } from '../http.ts';
import type { ResourceIndex } from './index-of-resources.ts';
import type { ResourceType, Unchecked } from './resources.ts';
import { type Page, readResource, withSlash } from './search.ts';

/** Enough for the people and places of a patient's records, and no way to keep the bridge busy. */
const mostFetched = 100;
/** What is larger than this is left where it is (CareDocumentation: inline content up to 100 KB). */
export const mostBinaryBytes = 100 * 1024;

const relativeForm = /^([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}$/;

/**
 * Fetches one by one what references lead to and no search brought along, and what those refer to in turn; only from the
 * server that was asked, each once. What cannot be had stays missing. Throws SourceFailure where the server fails.
 */
export function createFetcher(conversation: Conversation, base: URL, index: ResourceIndex, patient: PatientId) {
  const tried = new Set<string>();

  /** The path below the base, where it leads to a type that is wanted, is not at hand and has not been tried. */
  function pathOf(reference: string, types: readonly ResourceType[]): string | undefined {
    const root = withSlash(base).href;
    const path = reference.startsWith(root) ? reference.slice(root.length) : reference;
    const type = types.find((one) => one === relativeForm.exec(path)?.[1]);
    const isNew = type && !index.has(path) && !tried.has(path) && !path.includes(patient.id);
    return isNew ? path : undefined;
  }

  return async (page: Page, types: readonly ResourceType[]): Promise<void> => {
    const waiting = page.flatMap(({ resource }) => (resource ? referencesIn(resource) : []));
    for (let reference = waiting.shift(); reference !== undefined; reference = waiting.shift()) {
      const path = pathOf(reference, types);
      if (path === undefined) continue;
      if (tried.size >= mostFetched) return;
      tried.add(path);
      const limit = path.startsWith('Binary/') ? mostBinaryBytes : undefined;
      const resource = await readResource(conversation, base, path, limit);
      const [type, id = ''] = path.split('/');
      if (!resource || resource.resourceType !== type) continue;
      index.add([{ fullUrl: withSlash(base).href + path, resource: { ...resource, id } }]);
      waiting.push(...referencesIn(resource));
    }
  };
}

/** Every literal reference in a resource, and the addresses of its attachments. */
function referencesIn(resource: Unchecked): string[] {
  const found: string[] = [];
  const waiting: unknown[] = [resource];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, part] of Object.entries(value)) {
      if ((name === 'reference' || name === 'url') && typeof part === 'string') found.push(part);
      else waiting.push(part ?? null);
    }
  }
  return found;
}
