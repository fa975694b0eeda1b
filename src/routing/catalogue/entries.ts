import { BridgeError } from '../../errors.ts';
import { createTreeHandler, skipHandler, type XmlHandler, type XmlNode } from '../../xml/index.ts';
import type { PermissionFilter } from '../table.ts';
import { instantOf } from '../validity.ts';

/** SokVagvalsInfo 2, by which platforms read the national address catalogue (tjänsteadresseringskatalogen, TAK). */
export const catalogueNamespace = 'urn:skl:tp:vagvalsinfo:v2';

/** `virtualiseringsInfo`: an address, a contract, and where it is answered. As written. */
export interface CatalogueRoute {
  readonly id: string;
  readonly receiver: string;
  /** `RIVTABP20` or `RIVTABP21`. */
  readonly profile: string;
  /** Namespace of the contract's root element. */
  readonly contract: string;
  readonly from: string;
  readonly to: string;
  readonly url: string;
}

/** `anropsBehorighetsInfo`: a caller that may use a contract at an address or at `*`. As written. */
export interface CataloguePermission {
  readonly id: string;
  readonly receiver: string;
  readonly sender: string;
  readonly contract: string;
  readonly from: string;
  readonly to: string;
  readonly filters: readonly PermissionFilter[];
}

export interface CatalogueEntries {
  readonly routes: CatalogueRoute[];
  readonly permissions: CataloguePermission[];
}

/**
 * Reads the content of a response or of a local copy into `entries`: elements of either kind in any order, the
 * repeated element in the contract's namespace or in none, as a local copy has it. Other elements are passed over.
 * Throws CATALOGUE_INVALID when an entry lacks what the contract makes mandatory.
 */
export function entriesHandler(entries: CatalogueEntries): XmlHandler {
  let inner: XmlHandler | undefined;
  let depth = 0;
  return {
    open(element) {
      if (inner) {
        depth += 1;
        inner.open(element);
        return;
      }
      const known = element.namespace === catalogueNamespace || element.namespace === '';
      const read = known ? readers[element.local] : undefined;
      inner = read ? createTreeHandler(element, (node) => read(node, entries)) : skipHandler;
    },
    text: (text) => inner?.text(text),
    close(place) {
      inner?.close(place);
      if (depth > 0) depth -= 1;
      else inner = undefined;
    },
  };
}

const readers: Readonly<Record<string, (node: XmlNode, entries: CatalogueEntries) => void>> = {
  virtualiseringsInfo: (node, { routes }) => {
    const of = fieldsOf(node, 'virtualiseringsInfoId');
    routes.push({
      id: of.id,
      receiver: of('receiverId'),
      profile: of('rivProfil').trim(),
      contract: of('tjansteKontrakt').trim(),
      from: of.time('fromTidpunkt'),
      to: of.time('tomTidpunkt'),
      url: of('adress').trim(),
    });
  },
  anropsBehorighetsInfo: (node, { permissions }) => {
    const of = fieldsOf(node, 'anropsBehorighetsInfoId');
    permissions.push({
      id: of.id,
      receiver: of('receiverId'),
      sender: of('senderId').trim(),
      contract: of('tjansteKontrakt').trim(),
      from: of.time('fromTidpunkt'),
      to: of.time('tomTidpunkt'),
      filters: node.children.filter(isNamed('filterInfo')).map(filterOf),
    });
  },
};

function fieldsOf(node: XmlNode, idElement: string) {
  const text = (local: string): string => {
    const [child] = node.children.filter(isNamed(local));
    if (!child) throw invalid(`${node.local} ${idOf()} lacks ${local}.`);
    return child.text;
  };
  const idOf = () => node.children.find(isNamed(idElement))?.text.trim() ?? '';
  const time = (local: string): string => {
    const written = text(local).trim();
    if (instantOf(written, 'first') === undefined) throw invalid(`${node.local} ${idOf()}: ${local} is no time.`);
    return written;
  };
  return Object.assign(text, { id: text(idElement).trim(), time });
}

function filterOf(node: XmlNode): PermissionFilter {
  const domain = node.children.find(isNamed('serviceDomain'));
  if (!domain) throw invalid('A filterInfo lacks serviceDomain.');
  return {
    serviceDomain: domain.text.trim(),
    categorizations: node.children.filter(isNamed('categorization')).map(({ text }) => text.trim()),
  };
}

function isNamed(local: string): (node: XmlNode) => boolean {
  return (node) => node.namespace === catalogueNamespace && node.local === local;
}

function invalid(detail: string): BridgeError {
  return new BridgeError('CATALOGUE_INVALID', detail);
}
