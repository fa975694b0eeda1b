import { createTreeHandler, createXmlReader, type XmlNode } from '../xml/index.ts';

const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';

const limits = { depth: 32, elements: 2_000, textLength: 65_536 };

/** The element as a tree, by the reader that reads every message from outside. Comments are not in it. */
export function parseAssertion(xml: string): XmlNode {
  let inner: ReturnType<typeof createTreeHandler> | undefined;
  const roots: XmlNode[] = [];
  const reader = createXmlReader(
    {
      open: (element) => {
        if (inner) inner.open(element);
        else inner = createTreeHandler(element, (node) => roots.push(node));
      },
      text: (text) => inner?.text(text),
      close: (end) => {
        inner?.close(end);
      },
    },
    limits,
  );
  reader.write(xml);
  reader.end();
  return roots[0] as XmlNode;
}

/** Its children of that name, in the namespace of assertions or signatures. */
export function childrenOf(node: XmlNode, local: string): XmlNode[] {
  const namespace = local === 'Signature' ? signatureNamespace : assertion;
  return node.children.filter((child) => child.local === local && child.namespace === namespace);
}

export function isAssertion({ namespace, local }: XmlNode): boolean {
  return namespace === assertion && (local === 'Assertion' || local === 'EncryptedAssertion');
}

export function issuerOf(node: XmlNode): string | undefined {
  return childrenOf(node, 'Issuer')[0]?.text.trim();
}

/** The element and everything in it. */
export function* everyNode(node: XmlNode): Generator<XmlNode> {
  yield node;
  for (const child of node.children) yield* everyNode(child);
}
