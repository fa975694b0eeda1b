import { type ServiceContract, servedContracts } from '../../contracts/index.ts';
import { referralContracts } from '../../contracts/referrals/registry.ts';
import { type AnyType, type ComplexType, elementNamespace } from '../../contracts/schema.ts';
import { packings, writeSchema as riv13606Schema } from '../../riv13606/index.ts';
import { soapNamespaces } from '../../xml/index.ts';

const { envelope, registry, addressing } = soapNamespaces;
const platform = [
  ...['Envelope', 'Header', 'Body', 'Fault'].map((name) => `{${envelope}}${name}`),
  ...['faultcode', 'faultstring', 'faultactor', 'detail'].map((name) => `{}${name}`),
  `{${registry}}LogicalAddress`,
  `{${addressing}}To`,
];

/** Attributes that contracts and envelopes have. */
export const attributeNames: ReadonlySet<string> = new Set([
  '{http://www.w3.org/2001/XMLSchema-instance}type',
  '{http://www.w3.org/2001/XMLSchema-instance}nil',
  `{${envelope}}mustUnderstand`,
  `{${envelope}}actor`,
]);

interface Message {
  readonly contract: ServiceContract;
  readonly type: ComplexType;
}

let roots: Map<string, Message> | undefined;
let names: Set<string> | undefined;

/** Requests and responses of all contracts known here, by their root element. */
export function messageRoots(): ReadonlyMap<string, Message> {
  roots ??= new Map(
    [...servedContracts, ...referralContracts].flatMap((contract) => [
      [`{${contract.namespace}}${contract.requestElement}`, { contract, type: contract.request }] as const,
      [`{${contract.namespace}}${contract.name}Response`, { contract, type: contract.response }] as const,
    ]),
  );
  return roots;
}

/** Every element that a schema known here has, as `{namespace}local`. */
export function elementNames(): ReadonlySet<string> {
  if (names) return names;
  names = new Set([...platform, ...messageRoots().keys(), ...riv13606Names()]);
  const seen = new Set<AnyType>();
  for (const { type } of messageRoots().values()) collect(type, names, seen);
  return names;
}

function collect(type: AnyType, into: Set<string>, seen: Set<AnyType>): void {
  if (type.kind === 'simple' || seen.has(type)) return;
  seen.add(type);
  for (const [name, element] of Object.entries(type.elements)) {
    into.add(`{${elementNamespace(type, element)}}${name}`);
    collect(element.type, into, seen);
  }
}

/** However they are packed. */
function riv13606Names(): string[] {
  const inside = [...riv13606Schema().matchAll(/<xs:element name="(\w+)"/g)].map(([, name]) => name);
  return Object.values(packings).flatMap(({ namespace, types, request, response }) =>
    [request, response, ...inside].flatMap((name) => [`{${namespace}}${name}`, `{${types}}${name}`]),
  );
}
