import type { XmlNode } from '../xml/index.ts';
import { childrenOf, everyNode, isAssertion, signatureNamespace } from './document.ts';

/**
 * What is wrong with the form, before any signature is looked at; undefined = nothing. Leaves no room for wrapping (a signed
 * assertion carried inside, or beside, one that is read): one assertion, one signature directly in it, no id twice.
 */
export function structureFault(root: XmlNode): string | undefined {
  if (!isAssertion(root) || root.local !== 'Assertion') return 'It is no SAML 2.0 assertion.';
  if (root.attributes.get('Version') !== '2.0') return 'Its version is not 2.0.';
  if (!root.attributes.get('ID')) return 'It has no ID.';
  const nodes = [...everyNode(root)];
  if (nodes.filter(isAssertion).length > 1) return 'It holds another assertion.';
  const signatures = nodes.filter(({ namespace, local }) => namespace === signatureNamespace && local === 'Signature');
  if (signatures.length === 0) return 'It is not signed.';
  if (signatures.length > 1 || childrenOf(root, 'Signature').length !== 1)
    return 'It must hold one signature, as its own child.';
  const ids = nodes.flatMap(({ attributes }) => ['ID', 'Id', 'id'].flatMap((name) => attributes.get(name) ?? []));
  if (new Set(ids).size < ids.length) return 'It holds an id twice.';
  if (childrenOf(root, 'Issuer').length !== 1) return 'It must name one issuer.';
  return referenceFault(signatures[0] as XmlNode, root.attributes.get('ID') as string);
}

/** The signature is over the whole assertion and nothing else (SAML core, XML signature profile). */
function referenceFault(signature: XmlNode, id: string): string | undefined {
  const within = (node: XmlNode | undefined, local: string): XmlNode[] =>
    node?.children.filter((child) => child.namespace === signatureNamespace && child.local === local) ?? [];
  const infos = within(signature, 'SignedInfo');
  const references = within(infos[0], 'Reference');
  if (infos.length !== 1 || references.length !== 1 || within(signature, 'Object').length > 0)
    return 'Its signature must have one reference.';
  return references[0]?.attributes.get('URI') === `#${id}` ? undefined : 'Its signature is over something else.';
}
