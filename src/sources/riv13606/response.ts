import {
  attribute,
  child,
  createChildrenHandler,
  createNodeHandler,
  type Extract,
  idOf,
  type Node,
  type Packing,
  packings,
  textOf,
} from '../../riv13606/index.ts';
import type { XmlElement, XmlHandler } from '../../xml/index.ts';
import { refused } from '../failures.ts';

interface ResponseParts {
  extract(extract: Extract): void;
  /** There is more, to be asked for with this token. */
  continuation(token: string): void;
  /** The system says that something is not as it should be with its answer (W). */
  warning(): void;
}

/**
 * Compositions wait for the names at the end of their extract, but not without bound: beyond this many they go on
 * without names rather than fill the memory.
 */
const waitingCompositions = 5_000;

/** Reads the answer, by default that of the service of NPÖ. Throws `refused` where response_detail says error. */
export function readResponse(
  root: XmlElement,
  parts: ResponseParts,
  { namespace, response }: Packing = packings.RIV13606REQUEST_EHR_EXTRACT,
): XmlHandler | undefined {
  if (root.namespace !== namespace || root.local !== response) return undefined;
  return createChildrenHandler(
    (part) => {
      if (part.local === 'ehr_extract') return readExtract(parts);
      if (part.local === 'continuation_token')
        return createNodeHandler(part, (node) => {
          const token = textOf(node);
          if (token) parts.continuation(token);
        });
      if (part.local === 'response_detail') return createNodeHandler(part, (node) => checkDetail(node, parts));
      return undefined;
    },
    () => undefined,
  );
}

/** One extract; in parts, where it is very large. */
export function readExtract({ extract }: Pick<ResponseParts, 'extract'>): XmlHandler {
  let system: string | undefined;
  let subject: Extract['subject'];
  let compositions: Node[] = [];
  const demographics = new Map<string, Node>();
  const flush = () => {
    extract({ system, subject, compositions, demographics });
    compositions = [];
  };
  const take: Record<string, (node: Node) => void> = {
    ehr_system: (node) => {
      system = idOf(node);
    },
    subject_of_care: (node) => {
      const id = idOf(node);
      subject = id === undefined ? undefined : { id, type: attribute(node, 'root') };
    },
    all_compositions: (node) => {
      compositions.push(node);
      if (compositions.length >= waitingCompositions) flush();
    },
    demographic_extract: (node) => {
      const id = idOf(child(node, 'extract_id'));
      if (id) demographics.set(id, node);
    },
  };
  return createChildrenHandler((element) => {
    const taken = Object.hasOwn(take, element.local) ? take[element.local] : undefined;
    return taken && createNodeHandler(element, taken);
  }, flush);
}

/** E is an error, W a warning; I (NOINSTANCE: nothing about the patient) is neither. */
function checkDetail(detail: Node, { warning }: ResponseParts): void {
  const kind = attribute(detail, 'type_code');
  if (kind === 'W') warning();
  if (kind !== 'E') return;
  const code = attribute(child(detail, 'code'), 'code');
  throw refused(200, [code, textOf(child(detail, 'text'))].filter(Boolean).join(': ') || 'The extract was refused.');
}
